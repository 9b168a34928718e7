package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;

/** A listed field, where its values are. */
final class Leaf extends FieldNode {

    private final FieldRelease release;
    private final int slot;
    private final boolean clear;

    /** A leaf of that name; its released values are counted in that slot. */
    Leaf(String name, int ordinal, FieldRelease release, int slot) {
        super(name, ordinal, release.fate());
        this.release = release;
        this.slot = slot;
        this.clear = release.transform() instanceof Transform.Clear;
    }

    FieldRelease release() {
        return release;
    }

    int slot() {
        return slot;
    }

    /** Whether values leave as they are. */
    boolean clear() {
        return clear;
    }

    @Override
    boolean accepts(BsonBytes record, byte tag, int at, int end) {
        FieldType type = release.field().type();
        return switch (tag) {
            case BsonTag.NULL -> true;
            case BsonTag.STRING -> type == FieldType.STRING;
            case BsonTag.INT32, BsonTag.INT64 -> type == FieldType.INT || type == FieldType.DOUBLE;
            case BsonTag.DOUBLE -> type == FieldType.DOUBLE;
            case BsonTag.DECIMAL128 -> type == FieldType.DECIMAL;
            case BsonTag.BOOLEAN -> type == FieldType.BOOL;
            case BsonTag.DATE -> type == FieldType.DATE;
            case BsonTag.OBJECT_ID -> type == FieldType.OBJECT_ID;
            case BsonTag.BINARY -> acceptsBinary(type, record, at, end);
            default -> false;
        };
    }

    private static boolean acceptsBinary(FieldType type, BsonBytes record, int at, int end) {
        return type == FieldType.UUID
                ? record.isUuid(at, end)
                : type == FieldType.BINARY && record.binarySubtype(at) != BsonTag.UUID;
    }
}
