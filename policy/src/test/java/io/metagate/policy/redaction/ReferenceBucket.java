package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import java.math.BigDecimal;
import java.util.Optional;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Buckets of numbers of the driver, by way of remainders. */
record ReferenceBucket(BigDecimal width) {

    Optional<BsonValue> apply(Field field, BsonValue value) {
        boolean whole = width.stripTrailingZeros().scale() <= 0;
        if (value instanceof BsonDecimal128 decimal) {
            return decimal(decimal.getValue());
        }
        if (!(value instanceof BsonNumber number)) {
            return Optional.empty();
        }
        if (value instanceof BsonDouble real) {
            return real(real.getValue());
        }
        if (field.type() == FieldType.INT && (!whole || width.compareTo(BigDecimal.valueOf(2)) < 0)) {
            return Optional.empty();
        }
        BigDecimal bound = bound(BigDecimal.valueOf(number.longValue()));
        if (!whole) {
            return Optional.of(new BsonDouble(bound.doubleValue()));
        }
        return bound.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
                ? Optional.empty()
                : Optional.of(new BsonInt64(bound.longValueExact()));
    }

    private Optional<BsonValue> real(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Optional.empty();
        }
        BigDecimal bound = bound(new BigDecimal(number));
        double above = bound.add(width).doubleValue();
        double nearest = above == number ? above : bound.doubleValue();
        return Optional.of(new BsonDouble(nearest == 0 ? 0.0 : nearest));
    }

    private Optional<BsonValue> decimal(Decimal128 number) {
        if (number.isNaN() || number.isInfinite()) {
            return Optional.empty();
        }
        BigDecimal exact = number.equals(Decimal128.NEGATIVE_ZERO) ? BigDecimal.ZERO : number.bigDecimalValue();
        BigDecimal bound = bound(exact).stripTrailingZeros();
        boolean plain = bound.scale() < 0 && bound.precision() - bound.scale() <= 34;
        try {
            return Optional.of(new BsonDecimal128(new Decimal128(plain ? bound.setScale(0) : bound)));
        } catch (NumberFormatException tooManyDigits) {
            return Optional.empty();
        }
    }

    private BigDecimal bound(BigDecimal number) {
        BigDecimal rest = number.remainder(width);
        return number.subtract(rest.signum() < 0 ? rest.add(width) : rest);
    }
}
