package io.metagate.policy.redaction.bson;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal floating-point number of 128 bits in the binary integer encoding of IEEE 754-2008, as BSON holds it.
 *
 * @param high the bits with the sign, the exponent and the upper part of the coefficient
 * @param low the lower part of the coefficient
 */
public record Decimal128(long high, long low) {

    private static final int BIAS = 6_176;
    private static final int EXPONENT_BITS = 0x3FFF;
    private static final int COEFFICIENT_HIGH_BITS = 49;
    private static final long COEFFICIENT_HIGH = (1L << COEFFICIENT_HIGH_BITS) - 1;

    /**
     * The decimal128 of that value.
     *
     * @throws IllegalArgumentException if it has more than 34 digits or is out of range
     */
    public static Decimal128 of(BigDecimal value) {
        BigInteger coefficient = value.unscaledValue().abs();
        int biased = BIAS - value.scale();
        if (value.precision() > 34 || biased < 0 || biased > 12_287) {
            throw new IllegalArgumentException("not a decimal128");
        }
        long sign = value.signum() < 0 ? Long.MIN_VALUE : 0;
        long upper = coefficient.shiftRight(Long.SIZE).longValue();
        return new Decimal128(sign | ((long) biased << COEFFICIENT_HIGH_BITS) | upper, coefficient.longValue());
    }

    /** The same number with the other sign. */
    public Decimal128 negated() {
        return new Decimal128(high ^ Long.MIN_VALUE, low);
    }

    /** Whether this is not a number. */
    public boolean isNaN() {
        return ((high >>> 58) & 0x1F) == 0x1F;
    }

    /** Whether this is an infinity of either sign. */
    public boolean isInfinite() {
        return ((high >>> 58) & 0x1F) == 0x1E;
    }

    /** Whether the sign bit is set. */
    public boolean isNegative() {
        return high < 0;
    }

    /** The exact value of a finite number; a negative zero is zero. */
    public BigDecimal exact() {
        BigInteger magnitude = coefficient();
        return new BigDecimal(isNegative() ? magnitude.negate() : magnitude, -exponent());
    }

    /** The scientific form that the MongoDB drivers print and parse. */
    @Override
    public String toString() {
        if (isNaN()) {
            return "NaN";
        }
        String sign = isNegative() ? "-" : "";
        return sign + (isInfinite() ? "Infinity" : magnitude());
    }

    private String magnitude() {
        String digits = coefficient().toString();
        int exponent = exponent();
        int adjusted = exponent + digits.length() - 1;
        if (exponent == 0) {
            return digits;
        }
        if (exponent > 0 || adjusted < -6) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "E" + (adjusted > 0 ? "+" : "") + adjusted;
        }
        int point = digits.length() + exponent;
        return point > 0
                ? digits.substring(0, point) + "." + digits.substring(point)
                : "0." + "0".repeat(-point) + digits;
    }

    private int exponent() {
        int shift = hasLargeCoefficient() ? 47 : COEFFICIENT_HIGH_BITS;
        return (int) ((high >>> shift) & EXPONENT_BITS) - BIAS;
    }

    private BigInteger coefficient() {
        if (hasLargeCoefficient()) {
            // larger than 34 digits can be, which the standard reads as zero
            return BigInteger.ZERO;
        }
        byte[] bits = new byte[16];
        long upper = high & COEFFICIENT_HIGH;
        for (int i = 0; i < Long.BYTES; i++) {
            bits[i] = (byte) (upper >>> (56 - 8 * i));
            bits[i + Long.BYTES] = (byte) (low >>> (56 - 8 * i));
        }
        return new BigInteger(1, bits);
    }

    private boolean hasLargeCoefficient() {
        return ((high >>> 61) & 3) == 3;
    }
}
