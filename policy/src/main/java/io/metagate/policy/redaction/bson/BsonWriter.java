package io.metagate.policy.redaction.bson;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes one BSON document, or one array as a document. For one thread. */
public final class BsonWriter {

    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();

    /** An element with the bytes of its value. */
    public void element(byte tag, String name, byte[] value) {
        elements.write(tag);
        elements.writeBytes(BsonName.of(name));
        elements.write(0);
        elements.writeBytes(value);
    }

    /** An element as another document has it. */
    public void copied(byte[] element) {
        elements.writeBytes(element);
    }

    /** A string. */
    public void text(String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        element(
                BsonTag.STRING,
                name,
                room(utf8.length + 5).putInt(utf8.length + 1).put(utf8).array());
    }

    /** An integer, of 32 bits if it fits. */
    public void integer(String name, long value) {
        if (value == (int) value) {
            element(BsonTag.INT32, name, room(4).putInt((int) value).array());
        } else {
            element(BsonTag.INT64, name, room(8).putLong(value).array());
        }
    }

    /** A double. */
    public void real(String name, double value) {
        element(BsonTag.DOUBLE, name, room(8).putDouble(value).array());
    }

    /** A decimal. */
    public void decimal(String name, Decimal128 value) {
        element(
                BsonTag.DECIMAL128,
                name,
                room(16).putLong(value.low()).putLong(value.high()).array());
    }

    /** A date in milliseconds since 1970. */
    public void date(String name, long millis) {
        element(BsonTag.DATE, name, room(8).putLong(millis).array());
    }

    /** A binary. */
    public void binary(String name, byte subtype, byte[] payload) {
        element(
                BsonTag.BINARY,
                name,
                room(payload.length + 5)
                        .putInt(payload.length)
                        .put(subtype)
                        .put(payload)
                        .array());
    }

    /** The document. */
    public byte[] bytes() {
        byte[] body = elements.toByteArray();
        return room(body.length + 5).putInt(body.length + 5).put(body).array();
    }

    private static ByteBuffer room(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
