package io.metagate.policy.compile.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.ScalarValue;
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
    static OptionalInt compare(ScalarValue one, ScalarValue other) {
        OptionalDouble number = number(one);
        OptionalDouble otherNumber = number(other);
        if (number.isPresent() && otherNumber.isPresent()) {
            return OptionalInt.of(Double.compare(number.getAsDouble(), otherNumber.getAsDouble()));
        }
        return one.getClass() == other.getClass() ? compareAlike(one, other) : OptionalInt.empty();
    }

    private static OptionalInt compareAlike(ScalarValue one, ScalarValue other) {
        if (one instanceof ScalarValue.Text text && other instanceof ScalarValue.Text otherText) {
            return OptionalInt.of(Arrays.compareUnsigned(
                    text.text().getBytes(UTF_8), otherText.text().getBytes(UTF_8)));
        }
        if (one instanceof ScalarValue.Bool bool && other instanceof ScalarValue.Bool otherBool) {
            return OptionalInt.of(Boolean.compare(bool.truth(), otherBool.truth()));
        }
        if (one instanceof ScalarValue.Date date && other instanceof ScalarValue.Date otherDate) {
            return OptionalInt.of(Long.compare(
                    date.instant().toEpochMilli(), otherDate.instant().toEpochMilli()));
        }
        if (one instanceof ScalarValue.ObjectId id && other instanceof ScalarValue.ObjectId otherId) {
            return OptionalInt.of(id.hex().compareTo(otherId.hex()));
        }
        return one instanceof ScalarValue.Uuid uuid && other instanceof ScalarValue.Uuid otherUuid
                ? OptionalInt.of(
                        uuid.uuid().toString().compareTo(otherUuid.uuid().toString()))
                : OptionalInt.empty();
    }

    private static OptionalDouble number(ScalarValue value) {
        if (value instanceof ScalarValue.Int integer) {
            return OptionalDouble.of((double) integer.number());
        }
        if (value instanceof ScalarValue.Real real) {
            // There are two zeros, which are equal.
            return OptionalDouble.of(real.number() + 0.0);
        }
        return value instanceof ScalarValue.Decimal decimal
                ? OptionalDouble.of(decimal.number().doubleValue())
                : OptionalDouble.empty();
    }
}
