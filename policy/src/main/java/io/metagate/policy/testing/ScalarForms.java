package io.metagate.policy.testing;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.math.BigDecimal;
import java.util.Optional;

/** What written scalars are in other forms. */
final class ScalarForms {

    private ScalarForms() {}

    /** The text of a scalar that is a text or a number. */
    static Optional<String> text(YamlValue written) {
        if (!(written instanceof YamlValue.Scalar scalar)) {
            return Optional.empty();
        }
        return scalar.value().accept(new TextOf());
    }

    static Optional<BigDecimal> number(ScalarValue value) {
        return value.accept(new NumberOf());
    }

    /** The value as JSON. */
    static JsonValue json(ScalarValue value) {
        return value.accept(new JsonOf());
    }

    /** The text of a text or of a number. */
    private static final class TextOf implements PlainScalarVisitor<Optional<String>> {
        @Override
        public Optional<String> text(ScalarValue.Text text) {
            return Optional.of(text.text());
        }

        @Override
        public Optional<String> integer(ScalarValue.Int integer) {
            return number(integer).map(BigDecimal::toPlainString);
        }

        @Override
        public Optional<String> real(ScalarValue.Real real) {
            return number(real).map(BigDecimal::toPlainString);
        }

        @Override
        public Optional<String> bool(ScalarValue.Bool bool) {
            return Optional.empty();
        }

        @Override
        public Optional<String> nothing(ScalarValue.Null nothing) {
            return Optional.empty();
        }

        @Override
        public Optional<String> typed(ScalarValue value) {
            return Optional.empty();
        }
    }

    /** The number that a value is. */
    private static final class NumberOf implements PlainScalarVisitor<Optional<BigDecimal>> {
        @Override
        public Optional<BigDecimal> text(ScalarValue.Text text) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> integer(ScalarValue.Int integer) {
            return Optional.of(BigDecimal.valueOf(integer.number()));
        }

        @Override
        public Optional<BigDecimal> real(ScalarValue.Real real) {
            return Double.isFinite(real.number()) ? Optional.of(BigDecimal.valueOf(real.number())) : Optional.empty();
        }

        @Override
        public Optional<BigDecimal> bool(ScalarValue.Bool bool) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> nothing(ScalarValue.Null nothing) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> typed(ScalarValue value) {
            return Optional.empty();
        }
    }

    /** A value as JSON has it; null, where JSON has none. */
    private static final class JsonOf implements PlainScalarVisitor<JsonValue> {
        @Override
        public JsonValue text(ScalarValue.Text text) {
            return new JsonValue.Text(text.text());
        }

        @Override
        public JsonValue integer(ScalarValue.Int integer) {
            return new JsonValue.Num(integer.number());
        }

        @Override
        public JsonValue real(ScalarValue.Real real) {
            return number(real).<JsonValue>map(JsonValue.Num::new).orElseGet(JsonValue.Nothing::new);
        }

        @Override
        public JsonValue bool(ScalarValue.Bool bool) {
            return new JsonValue.Flag(bool.truth());
        }

        @Override
        public JsonValue nothing(ScalarValue.Null nothing) {
            return new JsonValue.Nothing();
        }

        @Override
        public JsonValue typed(ScalarValue value) {
            return new JsonValue.Nothing();
        }
    }
}
