package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.Decimal128;
import java.math.BigDecimal;

/**
 * How stored numbers of any type compare with a given one: exactly, by value. A stored NaN compares with nothing.
 *
 * @param exact the given number; zero if it is infinite
 * @param infinite the sign of an infinite given number, 0 for a finite one
 */
record NumberOrdering(BigDecimal exact, int infinite) implements ValueOrdering {

    static ValueOrdering around(BigDecimal given) {
        return new NumberOrdering(given, 0);
    }

    static ValueOrdering around(double given) {
        return Double.isInfinite(given)
                ? new NumberOrdering(BigDecimal.ZERO, given > 0 ? 1 : -1)
                : new NumberOrdering(new BigDecimal(given), 0);
    }

    static ValueOrdering around(long given) {
        NumberOrdering exactly = new NumberOrdering(BigDecimal.valueOf(given), 0);
        return (record, tag, at, end) -> switch (tag) {
            case BsonTag.INT32 -> Long.compare(record.int32(at), given);
            case BsonTag.INT64 -> Long.compare(record.int64(at), given);
            default -> exactly.compare(record, tag, at, end);
        };
    }

    @Override
    public int compare(BsonBytes record, byte tag, int at, int end) {
        return switch (tag) {
            case BsonTag.INT32 -> finite(BigDecimal.valueOf(record.int32(at)));
            case BsonTag.INT64 -> finite(BigDecimal.valueOf(record.int64(at)));
            case BsonTag.DOUBLE -> real(record.real(at));
            case BsonTag.DECIMAL128 -> decimal(record.decimal(at));
            default -> NOT_COMPARABLE;
        };
    }

    private int real(double stored) {
        if (Double.isNaN(stored)) {
            return NOT_COMPARABLE;
        }
        return Double.isInfinite(stored) ? infinite(stored > 0 ? 1 : -1) : finite(new BigDecimal(stored));
    }

    private int decimal(Decimal128 stored) {
        if (stored.isNaN()) {
            return NOT_COMPARABLE;
        }
        return stored.isInfinite() ? infinite(stored.isNegative() ? -1 : 1) : finite(stored.exact());
    }

    private int finite(BigDecimal stored) {
        return infinite == 0 ? stored.compareTo(exact) : -infinite;
    }

    private int infinite(int sign) {
        return Integer.compare(sign, infinite);
    }
}
