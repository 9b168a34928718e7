package io.metagate.policy.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.Value;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How values that are written in a bundle compare, as the store has it. */
final class LiteralOrder {

    private LiteralOrder() {}

    /**
     * Negative, zero or positive; empty where values of two kinds do not compare. Numbers that are one as binary
     * floating-point numbers are taken for equal.
     */
    static OptionalInt compare(Value one, Value other) {
        OptionalDouble number = number(one);
        OptionalDouble otherNumber = number(other);
        if (number.isPresent() && otherNumber.isPresent()) {
            return OptionalInt.of(Double.compare(number.getAsDouble(), otherNumber.getAsDouble()));
        }
        return one.getClass() == other.getClass() ? compareAlike(one, other) : OptionalInt.empty();
    }

    private static OptionalInt compareAlike(Value one, Value other) {
        if (one instanceof Value.Text text && other instanceof Value.Text otherText) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    text.text().getBytes(UTF_8), otherText.text().getBytes(UTF_8)));
        }
        if (one instanceof Value.Bool bool && other instanceof Value.Bool otherBool) {
            return OptionalInt.of(Boolean.compare(bool.truth(), otherBool.truth()));
        }
        if (one instanceof Value.Date date && other instanceof Value.Date otherDate) {
            return OptionalInt.of(Long.compare(
                    date.instant().toEpochMilli(), otherDate.instant().toEpochMilli()));
        }
        if (one instanceof Value.ObjectId id && other instanceof Value.ObjectId otherId) {
            return OptionalInt.of(id.hex().compareTo(otherId.hex()));
        }
        return one instanceof Value.Uuid uuid && other instanceof Value.Uuid otherUuid
                ? OptionalInt.of(
                        uuid.uuid().toString().compareTo(otherUuid.uuid().toString()))
                : OptionalInt.empty();
    }

    private static OptionalDouble number(Value value) {
        if (value instanceof Value.Int integer) {
            return OptionalDouble.of((double) integer.number());
        }
        if (value instanceof Value.Real real) {
            // There are two zeros, which are equal.
            return OptionalDouble.of(real.number() + 0.0);
        }
        return value instanceof Value.Decimal decimal
                ? OptionalDouble.of(decimal.number().doubleValue())
                : OptionalDouble.empty();
    }
}
