package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.Decimal128;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.transform.BucketTransform;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Writes the lower bounds of numbers. */
record BucketWriter(ExtendedJson values) {

    /** Writes the bound below the number of that type; writes nothing if there is none that the type can hold. */
    boolean write(BucketTransform bucket, BsonBytes record, byte tag, int at) {
        return switch (tag) {
            case BsonTag.INT32 -> integer(bucket, record.int32(at));
            case BsonTag.INT64 -> integer(bucket, record.int64(at));
            case BsonTag.DOUBLE -> real(bucket.lower(record.real(at)));
            case BsonTag.DECIMAL128 -> decimal(bucket, record.decimal(at));
            default -> false;
        };
    }

    private boolean integer(BucketTransform bucket, long number) {
        if (!bucket.isWhole()) {
            // an integer where doubles are declared
            return real(bucket.lower(BigDecimal.valueOf(number)).stream()
                    .mapToDouble(BigDecimal::doubleValue)
                    .findFirst());
        }
        OptionalLong bound = bucket.lower(number);
        bound.ifPresent(values::integer);
        return bound.isPresent();
    }

    private boolean real(OptionalDouble bound) {
        bound.ifPresent(values::real);
        return bound.isPresent();
    }

    private boolean decimal(BucketTransform bucket, Decimal128 number) {
        if (number.isNaN() || number.isInfinite()) {
            return false;
        }
        Optional<BigDecimal> bound = bucket.lower(number.exact());
        bound.ifPresent(values::decimal);
        return bound.isPresent();
    }
}
