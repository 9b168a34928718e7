package io.metagate.policy.trial;

import io.metagate.policy.json.Json;
import io.metagate.policy.model.Written;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** What written scalars are in other forms. */
final class Scalars {

    private Scalars() {}

    /** The text of a scalar that is a text or a number. */
    static Optional<String> text(Written written) {
        if (!(written instanceof Written.Scalar scalar)) {
            return Optional.empty();
        }
        if (scalar.value() instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        return number(scalar.value()).map(BigDecimal::toPlainString);
    }

    static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Int integer) {
            return Optional.of(BigDecimal.valueOf(integer.number()));
        }
        return value instanceof Value.Real real && Double.isFinite(real.number())
                ? Optional.of(BigDecimal.valueOf(real.number()))
                : Optional.empty();
    }

    /** The value as JSON. */
    static Json json(Value value) {
        if (value instanceof Value.Text text) {
            return new Json.Text(text.text());
        }
        if (value instanceof Value.Bool bool) {
            return new Json.Flag(bool.truth());
        }
        return number(value).<Json>map(Json.Num::new).orElseGet(Json.Nothing::new);
    }
}
