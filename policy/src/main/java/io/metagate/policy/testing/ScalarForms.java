package io.metagate.policy.testing;

import io.metagate.policy.json.JsonValue;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.request.ScalarValue;
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
        if (scalar.value() instanceof ScalarValue.Text text) {
            return Optional.of(text.text());
        }
        return number(scalar.value()).map(BigDecimal::toPlainString);
    }

    static Optional<BigDecimal> number(ScalarValue value) {
        if (value instanceof ScalarValue.Int integer) {
            return Optional.of(BigDecimal.valueOf(integer.number()));
        }
        return value instanceof ScalarValue.Real real && Double.isFinite(real.number())
                ? Optional.of(BigDecimal.valueOf(real.number()))
                : Optional.empty();
    }

    /** The value as JSON. */
    static JsonValue json(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return new JsonValue.Text(text.text());
        }
        if (value instanceof ScalarValue.Bool bool) {
            return new JsonValue.Flag(bool.truth());
        }
        return number(value).<JsonValue>map(JsonValue.Num::new).orElseGet(JsonValue.Nothing::new);
    }
}
