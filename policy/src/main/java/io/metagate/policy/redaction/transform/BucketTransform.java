package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A number, cut down to the lower bound of its bucket: the largest multiple of a width that is not above it, also below
 * zero. Neither infinities nor NaN are in a bucket.
 *
 * @param width from 1E-15 to 1E+15, of at most 15 digits
 */
public record BucketTransform(BigDecimal width) implements Transform {

    private static final int MOST_DIGITS = 15;
    private static final BigDecimal WIDEST = BigDecimal.ONE.scaleByPowerOfTen(MOST_DIGITS);
    private static final BigDecimal NARROWEST = BigDecimal.ONE.scaleByPowerOfTen(-MOST_DIGITS);
    private static final BigDecimal NARROWEST_OF_INTEGERS = BigDecimal.valueOf(2);
    private static final int DECIMAL128_DIGITS = 34;
    private static final int DECIMAL128_EXPONENT = 6_111;

    public BucketTransform {
        if (!isWidth(width)) {
            throw new IllegalArgumentException("a bucket is between 1E-15 and 1E+15 wide, in at most 15 digits");
        }
        width = plain(width.stripTrailingZeros());
    }

    private static boolean isWidth(BigDecimal number) {
        return number.compareTo(NARROWEST) >= 0
                && number.compareTo(WIDEST) <= 0
                && number.stripTrailingZeros().precision() <= MOST_DIGITS;
    }

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public <R> R accept(TransformVisitor<R> visitor) {
        return visitor.bucket(this);
    }

    @Override
    public DisclosureLevel disclosureLevel() {
        return DisclosureLevel.TRUNCATE;
    }

    /** The narrowest bucket whose bounds are bounds of both, as those are all that both tell. */
    @Override
    public Transform meetOfAlike(Transform other) {
        if (!(other instanceof BucketTransform bucket)) {
            return new Null();
        }
        int scale = Math.max(width.scale(), bucket.width.scale());
        BigInteger one = width.setScale(scale).unscaledValue();
        BigInteger two = bucket.width.setScale(scale).unscaledValue();
        BigDecimal common = new BigDecimal(one.multiply(two).divide(one.gcd(two)), scale);
        return isWidth(common) ? new BucketTransform(common) : new Null();
    }

    /** Numbers; integers only where a bucket holds several of them, all else would be clear under another name. */
    @Override
    public boolean appliesTo(FieldType type) {
        return switch (type) {
            case INT -> isWhole() && width.compareTo(NARROWEST_OF_INTEGERS) >= 0;
            case DOUBLE, DECIMAL -> true;
            case STRING, BOOL, DATE, OBJECT_ID, UUID, BINARY -> false;
        };
    }

    /** Whether all bounds are whole numbers. */
    public boolean isWhole() {
        return width.scale() == 0;
    }

    /** The bound below an integer, for a whole width; empty where it does not fit into 64 bits. */
    public OptionalLong lower(long number) {
        long step = width.longValueExact();
        long count = Math.floorDiv(number, step);
        // Long.MIN_VALUE is in a bucket whose bound is below it
        return count < Long.MIN_VALUE / step ? OptionalLong.empty() : OptionalLong.of(count * step);
    }

    /**
     * The bound below a double, as the double nearest to it; the double nearest to a bound is in the bucket above the
     * bound.
     */
    public OptionalDouble lower(double number) {
        if (!Double.isFinite(number)) {
            return OptionalDouble.empty();
        }
        BigDecimal exact = bound(new BigDecimal(number));
        double next = exact.add(width).doubleValue();
        double bound = next == number ? next : exact.doubleValue();
        // the sum turns a negative zero into zero
        return Double.isFinite(bound) ? OptionalDouble.of(bound + 0.0) : OptionalDouble.empty();
    }

    /**
     * The bound below a decimal; empty where it does not fit into a decimal128. Its digits depend on its value only.
     */
    public Optional<BigDecimal> lower(BigDecimal number) {
        BigDecimal stripped = bound(number).stripTrailingZeros();
        BigDecimal plain = plain(stripped);
        if (plain.precision() <= DECIMAL128_DIGITS) {
            return Optional.of(plain);
        }
        BigDecimal fitting =
                stripped.scale() < -DECIMAL128_EXPONENT ? stripped.setScale(-DECIMAL128_EXPONENT) : stripped;
        return Optional.of(fitting).filter(bound -> bound.precision() <= DECIMAL128_DIGITS);
    }

    private BigDecimal bound(BigDecimal number) {
        return number.divide(width, 0, RoundingMode.FLOOR).multiply(width);
    }

    /** Without an exponent. */
    private static BigDecimal plain(BigDecimal stripped) {
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
