package io.metagate.gateway.store.query;

import java.util.HashSet;
import java.util.Set;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;

/** Tells the records whose values every store compares in one and the same way. */
public final class ComparableRecord {

    private static final Set<BsonType> COMPARABLE = Set.of(
            BsonType.DOUBLE,
            BsonType.STRING,
            BsonType.DOCUMENT,
            BsonType.ARRAY,
            BsonType.BINARY,
            BsonType.OBJECT_ID,
            BsonType.BOOLEAN,
            BsonType.DATE_TIME,
            BsonType.NULL,
            BsonType.INT32,
            BsonType.INT64,
            BsonType.TIMESTAMP,
            BsonType.DECIMAL128);

    private ComparableRecord() {}

    /**
     * Whether it holds nothing but plain values: no name twice, none that is empty or that a filter could take for an
     * operator or a path, no pattern, no number that equals nothing, and no type that was given up.
     */
    public static boolean isComparable(RawBsonDocument record) {
        try (BsonReader reader = new BsonBinaryReader(record.getByteBuffer().asNIO())) {
            return document(reader);
        }
    }

    private static boolean document(BsonReader reader) {
        Set<String> met = new HashSet<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            if (!met.add(name) || name.isEmpty() || name.startsWith("$") || name.contains(".") || !value(reader)) {
                return false;
            }
        }
        reader.readEndDocument();
        return true;
    }

    private static boolean array(BsonReader reader) {
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            if (!value(reader)) {
                return false;
            }
        }
        reader.readEndArray();
        return true;
    }

    private static boolean value(BsonReader reader) {
        BsonType type = reader.getCurrentBsonType();
        if (!COMPARABLE.contains(type)) {
            return false;
        }
        return switch (type) {
            case DOCUMENT -> document(reader);
            case ARRAY -> array(reader);
            case DOUBLE -> !Double.isNaN(reader.readDouble());
            case DECIMAL128 -> !reader.readDecimal128().isNaN();
            default -> {
                reader.skipValue();
                yield true;
            }
        };
    }
}
