package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * How stored values compare with one given value. Values of different kinds do not compare; numbers do, whatever their
 * type.
 */
@FunctionalInterface
interface ValueOrdering {

    /** The answer for a value of another kind. */
    int NOT_COMPARABLE = Integer.MIN_VALUE;

    /** Negative, zero or positive as the stored value of that type at {@code [at, end)} is less, equal or greater. */
    int compare(BsonBytes record, byte tag, int at, int end);

    /** The ordering around the given value. */
    static ValueOrdering of(ScalarValue given) {
        return given.accept(Around.VISITOR);
    }

    private static ValueOrdering around(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return only(
                BsonTag.BINARY,
                (record, tag, at, end) -> record.isUuid(at, end)
                        ? Integer.signum(record.compare(record.binaryStart(at), bytes))
                        : NOT_COMPARABLE);
    }

    private static ValueOrdering only(byte type, ValueOrdering ordering) {
        return (record, tag, at, end) -> tag == type ? ordering.compare(record, tag, at, end) : NOT_COMPARABLE;
    }

    /** The ordering around each kind of value. */
    final class Around implements ScalarVisitor<ValueOrdering> {

        private static final Around VISITOR = new Around();

        private Around() {}

        @Override
        public ValueOrdering text(ScalarValue.Text text) {
            byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
            return only(BsonTag.STRING, (record, tag, at, end) -> Integer.signum(record.compareText(at, end, utf8)));
        }

        @Override
        public ValueOrdering integer(ScalarValue.Int integer) {
            return NumberOrdering.around(integer.number());
        }

        @Override
        public ValueOrdering real(ScalarValue.Real real) {
            return NumberOrdering.around(real.number());
        }

        @Override
        public ValueOrdering decimal(ScalarValue.Decimal decimal) {
            return NumberOrdering.around(decimal.number());
        }

        @Override
        public ValueOrdering bool(ScalarValue.Bool bool) {
            return only(BsonTag.BOOLEAN, (record, tag, at, end) -> Boolean.compare(record.at(at) != 0, bool.truth()));
        }

        @Override
        public ValueOrdering date(ScalarValue.Date date) {
            long millis = date.instant().toEpochMilli();
            return only(BsonTag.DATE, (record, tag, at, end) -> Long.compare(record.int64(at), millis));
        }

        @Override
        public ValueOrdering objectId(ScalarValue.ObjectId id) {
            byte[] bytes = HexFormat.of().parseHex(id.hex());
            return only(BsonTag.OBJECT_ID, (record, tag, at, end) -> Integer.signum(record.compare(at, bytes)));
        }

        @Override
        public ValueOrdering uuid(ScalarValue.Uuid uuid) {
            return around(uuid.uuid());
        }

        @Override
        public ValueOrdering nothing(ScalarValue.Null nothing) {
            return only(BsonTag.NULL, (record, tag, at, end) -> 0);
        }
    }
}
