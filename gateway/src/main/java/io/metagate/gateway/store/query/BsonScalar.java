package io.metagate.gateway.store.query;

import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Reads a scalar of the store as a value of the query language. */
final class BsonScalar {

    private static final byte UUID_SUBTYPE = 4;
    private static final int UUID_BYTES = 16;

    private BsonScalar() {}

    /**
     * The value.
     *
     * @throws UnsortableRecords if it is none that a query can hold
     */
    static ScalarValue value(BsonValue bson) {
        return switch (bson.getBsonType()) {
            case STRING -> new ScalarValue.Text(bson.asString().getValue());
            case INT32 -> new ScalarValue.Int(bson.asInt32().getValue());
            case INT64 -> new ScalarValue.Int(bson.asInt64().getValue());
            case DOUBLE -> real(bson.asDouble().getValue());
            case DECIMAL128 -> decimal(bson.asDecimal128().getValue());
            case BOOLEAN -> new ScalarValue.Bool(bson.asBoolean().getValue());
            case DATE_TIME ->
                new ScalarValue.Date(Instant.ofEpochMilli(bson.asDateTime().getValue()));
            case OBJECT_ID ->
                new ScalarValue.ObjectId(bson.asObjectId().getValue().toHexString());
            case BINARY -> uuid(bson.asBinary());
            case NULL -> new ScalarValue.Null();
            default -> throw new UnsortableRecords();
        };
    }

    /** The value; empty if it is none that a query can hold. */
    static Optional<ScalarValue> known(BsonValue bson) {
        try {
            return Optional.of(value(bson));
        } catch (UnsortableRecords e) {
            return Optional.empty();
        }
    }

    private static ScalarValue real(double number) {
        if (Double.isNaN(number)) {
            throw new UnsortableRecords();
        }
        return new ScalarValue.Real(number);
    }

    private static ScalarValue decimal(Decimal128 number) {
        if (number.isNaN() || number.isInfinite()) {
            throw new UnsortableRecords();
        }
        try {
            // By way of its text, as Java's decimals have no negative zero.
            return new ScalarValue.Decimal(new BigDecimal(number.toString()));
        } catch (IllegalArgumentException e) {
            throw new UnsortableRecords();
        }
    }

    private static ScalarValue uuid(BsonBinary binary) {
        if (binary.getType() != UUID_SUBTYPE || binary.getData().length != UUID_BYTES) {
            throw new UnsortableRecords();
        }
        return new ScalarValue.Uuid(binary.asUuid());
    }
}
