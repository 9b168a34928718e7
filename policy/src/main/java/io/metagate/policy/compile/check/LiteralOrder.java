package io.metagate.policy.compile.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
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
        OptionalDouble number = one.accept(new AsDouble());
        OptionalDouble otherNumber = other.accept(new AsDouble());
        if (number.isPresent() && otherNumber.isPresent()) {
            return OptionalInt.of(Double.compare(number.getAsDouble(), otherNumber.getAsDouble()));
        }
        return one.getClass() == other.getClass() ? one.accept(new Alike(other)) : OptionalInt.empty();
    }

    /** The value as a binary floating-point number, if it is a number. */
    private static final class AsDouble implements ScalarVisitor<OptionalDouble> {
        @Override
        public OptionalDouble text(ScalarValue.Text text) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble integer(ScalarValue.Int integer) {
            return OptionalDouble.of((double) integer.number());
        }

        @Override
        public OptionalDouble real(ScalarValue.Real real) {
            // There are two zeros, which are equal.
            return OptionalDouble.of(real.number() + 0.0);
        }

        @Override
        public OptionalDouble decimal(ScalarValue.Decimal decimal) {
            return OptionalDouble.of(decimal.number().doubleValue());
        }

        @Override
        public OptionalDouble bool(ScalarValue.Bool bool) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble date(ScalarValue.Date date) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble objectId(ScalarValue.ObjectId id) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble uuid(ScalarValue.Uuid uuid) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble nothing(ScalarValue.Null nothing) {
            return OptionalDouble.empty();
        }
    }

    /**
     * How a value that is no number compares with another one of its kind.
     *
     * @param other of the very kind
     */
    private record Alike(ScalarValue other) implements ScalarVisitor<OptionalInt> {

        @Override
        public OptionalInt text(ScalarValue.Text text) {
            String otherText = ((ScalarValue.Text) other).text();
            return OptionalInt.of(Arrays.compareUnsigned(text.text().getBytes(UTF_8), otherText.getBytes(UTF_8)));
        }

        @Override
        public OptionalInt integer(ScalarValue.Int integer) {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt real(ScalarValue.Real real) {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt decimal(ScalarValue.Decimal decimal) {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt bool(ScalarValue.Bool bool) {
            return OptionalInt.of(Boolean.compare(bool.truth(), ((ScalarValue.Bool) other).truth()));
        }

        @Override
        public OptionalInt date(ScalarValue.Date date) {
            return OptionalInt.of(Long.compare(
                    date.instant().toEpochMilli(),
                    ((ScalarValue.Date) other).instant().toEpochMilli()));
        }

        @Override
        public OptionalInt objectId(ScalarValue.ObjectId id) {
            return OptionalInt.of(id.hex().compareTo(((ScalarValue.ObjectId) other).hex()));
        }

        @Override
        public OptionalInt uuid(ScalarValue.Uuid uuid) {
            String otherUuid = ((ScalarValue.Uuid) other).uuid().toString();
            return OptionalInt.of(uuid.uuid().toString().compareTo(otherUuid));
        }

        @Override
        public OptionalInt nothing(ScalarValue.Null nothing) {
            return OptionalInt.empty();
        }
    }
}
