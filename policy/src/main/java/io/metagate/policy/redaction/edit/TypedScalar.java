package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.redaction.bson.Decimal128;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** Writes a scalar as a value of a field's declared type. */
final class TypedScalar {

    private TypedScalar() {}

    /** Writes it under that name; false if it cannot be a value of that type without becoming another one. */
    static boolean write(ScalarValue value, FieldType type, BsonWriter writer, String name) {
        return value.as(type)
                .map(typed -> typed.accept(new Writing(value, writer, name)))
                .orElse(false);
    }

    private static Decimal128 decimal128(ScalarValue.Decimal decimal) {
        Decimal128 number = Decimal128.of(decimal.number());
        return decimal.negativeZero() ? number.negated() : number;
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /**
     * Writes a value that has the declared type; false, and nothing is written, if it has become another one.
     *
     * @param value the value as it was before
     */
    private record Writing(ScalarValue value, BsonWriter writer, String name) implements ScalarVisitor<Boolean> {

        @Override
        public Boolean text(ScalarValue.Text text) {
            boolean exact = StandardCharsets.UTF_8.newEncoder().canEncode(text.text());
            if (exact) {
                writer.text(name, text.text());
            }
            return exact;
        }

        @Override
        public Boolean integer(ScalarValue.Int integer) {
            writer.integer(name, integer.number());
            return true;
        }

        @Override
        public Boolean real(ScalarValue.Real real) {
            // an integer that is rounded on its way is another number
            boolean exact = real.canonical().equals(value.canonical());
            if (exact) {
                writer.real(name, real.number());
            }
            return exact;
        }

        @Override
        public Boolean decimal(ScalarValue.Decimal decimal) {
            writer.decimal(name, decimal128(decimal));
            return true;
        }

        @Override
        public Boolean bool(ScalarValue.Bool bool) {
            writer.element(BsonTag.BOOLEAN, name, new byte[] {(byte) (bool.truth() ? 1 : 0)});
            return true;
        }

        @Override
        public Boolean date(ScalarValue.Date date) {
            writer.date(name, date.instant().toEpochMilli());
            return true;
        }

        @Override
        public Boolean objectId(ScalarValue.ObjectId id) {
            writer.element(BsonTag.OBJECT_ID, name, HexFormat.of().parseHex(id.hex()));
            return true;
        }

        @Override
        public Boolean uuid(ScalarValue.Uuid uuid) {
            writer.binary(name, BsonTag.UUID, bytes(uuid.uuid()));
            return true;
        }

        @Override
        public Boolean nothing(ScalarValue.Null nothing) {
            writer.element(BsonTag.NULL, name, new byte[0]);
            return true;
        }
    }
}
