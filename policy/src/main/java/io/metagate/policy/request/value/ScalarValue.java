package io.metagate.policy.request.value;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scalar that a request, a claim or a policy compares a field with. Its text form hides the value, so that no log can
 * hold it (P7).
 */
public sealed interface ScalarValue {

    /** The declared types whose values this one can be compared with, by way of {@link #as}. */
    Optional<ScalarValue> as(FieldType type);

    /** What the visitor does with this variant. */
    <R> R accept(ScalarVisitor<R> visitor);

    /** Whether this is the null of JSON and BSON. */
    default boolean isNull() {
        return false;
    }

    /** The value in the form that all numerically equal integers and binary floating-point numbers share. */
    default ScalarValue canonical() {
        return this;
    }

    /** A string. */
    record Text(String text) implements ScalarValue {
        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.STRING ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.text(this);
        }

        @Override
        public String toString() {
            return "Text[?]";
        }
    }

    /** An integer. */
    record Int(long number) implements ScalarValue {
        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return switch (type) {
                case INT -> Optional.of(this);
                case DOUBLE -> Optional.of(new Real(number));
                case DECIMAL -> Optional.of(new Decimal(BigDecimal.valueOf(number)));
                default -> Optional.empty();
            };
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.integer(this);
        }

        @Override
        public String toString() {
            return "Int[?]";
        }
    }

    /** A binary floating-point number. Not a NaN: nothing is equal to it. */
    record Real(double number) implements ScalarValue {
        public Real {
            if (Double.isNaN(number)) {
                throw new IllegalArgumentException("not a number");
            }
        }

        @Override
        public ScalarValue canonical() {
            // of the bounds, which are powers of two, the upper one is not a long itself
            boolean integral = number >= Long.MIN_VALUE && number < -(double) Long.MIN_VALUE && number == (long) number;
            return integral ? new Int((long) number) : this;
        }

        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.DOUBLE ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.real(this);
        }

        @Override
        public String toString() {
            return "Real[?]";
        }
    }

    /**
     * A decimal number within the range of decimal128 (IEEE 754-2008).
     *
     * @param number up to 34 digits; an exponent that is too large is folded into trailing zeros, as 1E+6144 has to be
     * @param negativeZero whether it is a zero with a sign, which Java's decimals do not know
     */
    record Decimal(BigDecimal number, boolean negativeZero) implements ScalarValue {

        private static final int MAX_DIGITS = 34;
        private static final int MAX_SCALE = 6_176;
        private static final int MIN_SCALE = -6_111;
        private static final Pattern TEXT =
                Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]{1,5})?");

        public Decimal {
            if (number.scale() < MIN_SCALE && number.precision() - number.scale() <= MAX_DIGITS - MIN_SCALE) {
                number = number.setScale(MIN_SCALE);
            }
            if (number.precision() > MAX_DIGITS || number.scale() > MAX_SCALE || number.scale() < MIN_SCALE) {
                throw new IllegalArgumentException("not a decimal128");
            }
            if (negativeZero && number.signum() != 0) {
                throw new IllegalArgumentException("not a zero");
            }
        }

        public Decimal(BigDecimal number) {
            this(number, false);
        }

        /**
         * Reads the form of {@code $numberDecimal} (MongoDB Extended JSON v2), finite numbers alone.
         *
         * @throws IllegalArgumentException if the text is not of that form or out of range; the message does not repeat
         *     it
         */
        public static Decimal of(String text) {
            if (!TEXT.matcher(text).matches()) {
                throw new IllegalArgumentException("not a decimal number");
            }
            BigDecimal number = new BigDecimal(text);
            return new Decimal(number, number.signum() == 0 && text.startsWith("-"));
        }

        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.DECIMAL ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.decimal(this);
        }

        @Override
        public String toString() {
            return "Decimal[?]";
        }
    }

    /** A boolean. */
    record Bool(boolean truth) implements ScalarValue {
        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.BOOL ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.bool(this);
        }

        @Override
        public String toString() {
            return "Bool[?]";
        }
    }

    /** A point in time, to the millisecond. */
    record Date(Instant instant) implements ScalarValue {

        public Date {
            if (instant.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))
                    || instant.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) {
                throw new IllegalArgumentException("a date is a number of milliseconds of 64 bits");
            }
            instant = Instant.ofEpochMilli(instant.toEpochMilli());
        }

        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.DATE ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.date(this);
        }

        @Override
        public String toString() {
            return "Date[?]";
        }
    }

    /** An ObjectId as 24 lower-case hexadecimal digits. */
    record ObjectId(String hex) implements ScalarValue {
        public ObjectId {
            if (hex.length() != 24) {
                throw new IllegalArgumentException("an ObjectId has 24 hexadecimal digits");
            }
            hex = HexFormat.of().formatHex(HexFormat.of().parseHex(hex));
        }

        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.OBJECT_ID ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.objectId(this);
        }

        @Override
        public String toString() {
            return "ObjectId[?]";
        }
    }

    /** A UUID. */
    record Uuid(java.util.UUID uuid) implements ScalarValue {

        /**
         * Reads the form of 36 characters (RFC 9562), and no other: the platform takes shorter ones too, and cuts what
         * is too long.
         *
         * @throws IllegalArgumentException if the text is not of that form; the message does not repeat it
         */
        public static Uuid of(String text) {
            java.util.UUID uuid = java.util.UUID.fromString(text);
            if (!uuid.toString().equalsIgnoreCase(text)) {
                throw new IllegalArgumentException("a UUID has 36 characters");
            }
            return new Uuid(uuid);
        }

        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return type == FieldType.UUID ? Optional.of(this) : Optional.empty();
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.uuid(this);
        }

        @Override
        public String toString() {
            return "Uuid[?]";
        }
    }

    /** The null of JSON and BSON; as in MongoDB, an equal comparison with it also finds records without the field. */
    record Null() implements ScalarValue {
        @Override
        public Optional<ScalarValue> as(FieldType type) {
            return Optional.of(this);
        }

        @Override
        public <R> R accept(ScalarVisitor<R> visitor) {
            return visitor.nothing(this);
        }

        @Override
        public boolean isNull() {
            return true;
        }

        @Override
        public String toString() {
            return "Null[]";
        }
    }
}
