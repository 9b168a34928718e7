package io.metagate.policy.redaction.bson;

import java.nio.ByteBuffer;

/**
 * The bytes that stand for a value where only its equality counts: values of different types never have the same bytes,
 * and integers of equal value do, whatever their width.
 */
public final class CanonicalValue {

    private CanonicalValue() {}

    /** The bytes of the value of that type at {@code [at, end)}. */
    public static byte[] of(BsonBytes record, byte tag, int at, int end) {
        return switch (tag) {
            case BsonTag.INT32 -> integer(record.int32(at));
            case BsonTag.INT64 -> integer(record.int64(at));
            default -> {
                byte[] canonical = new byte[1 + end - at];
                canonical[0] = tag;
                System.arraycopy(record.array(), at, canonical, 1, end - at);
                yield canonical;
            }
        };
    }

    private static byte[] integer(long value) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(BsonTag.INT64)
                .putLong(value)
                .array();
    }
}
