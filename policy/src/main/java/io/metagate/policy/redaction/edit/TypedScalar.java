package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.redaction.bson.Decimal128;
import io.metagate.policy.request.ScalarValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Writes a scalar as a value of a field's declared type. */
final class TypedScalar {

    private TypedScalar() {}

    /** Writes it under that name; false if it cannot be a value of that type without becoming another one. */
    static boolean write(ScalarValue value, FieldType type, BsonWriter writer, String name) {
        Optional<ScalarValue> typed = value.as(type).filter(as -> isExact(value, as));
        typed.ifPresent(as -> write(as, writer, name));
        return typed.isPresent();
    }

    private static boolean isExact(ScalarValue value, ScalarValue as) {
        if (value instanceof ScalarValue.Int integer && as instanceof ScalarValue.Real real) {
            // 2^63 is the double that the longest integers are rounded to, and none of them
            return real.number() < 0x1p63 && (long) real.number() == integer.number();
        }
        return !(value instanceof ScalarValue.Text text)
                || StandardCharsets.UTF_8.newEncoder().canEncode(text.text());
    }

    private static void write(ScalarValue value, BsonWriter writer, String name) {
        if (value instanceof ScalarValue.Text text) {
            writer.text(name, text.text());
        } else if (value instanceof ScalarValue.Int integer) {
            writer.integer(name, integer.number());
        } else if (value instanceof ScalarValue.Real real) {
            writer.real(name, real.number());
        } else if (value instanceof ScalarValue.Decimal decimal) {
            writer.decimal(name, decimal128(decimal));
        } else if (value instanceof ScalarValue.Bool bool) {
            writer.element(BsonTag.BOOLEAN, name, new byte[] {(byte) (bool.truth() ? 1 : 0)});
        } else if (value instanceof ScalarValue.Date date) {
            writer.date(name, date.instant().toEpochMilli());
        } else if (value instanceof ScalarValue.ObjectId id) {
            writer.element(BsonTag.OBJECT_ID, name, HexFormat.of().parseHex(id.hex()));
        } else if (value instanceof ScalarValue.Uuid id) {
            writer.binary(name, BsonTag.UUID, bytes(id.uuid()));
        } else {
            writer.element(BsonTag.NULL, name, new byte[0]);
        }
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
}
