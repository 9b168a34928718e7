package io.metagate.policy.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes BSON without the care of a driver: any name twice, any bytes as text. */
public final class BsonOut {

    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
    private int count;

    BsonOut element(int tag, String name, byte[] value) {
        elements.write(tag);
        elements.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        elements.write(0);
        elements.writeBytes(value);
        count++;
        return this;
    }

    /** The next element of an array. */
    BsonOut element(int tag, byte[] value) {
        return element(tag, Integer.toString(count), value);
    }

    public BsonOut text(String name, String value) {
        return element(0x02, name, string(value.getBytes(StandardCharsets.UTF_8)));
    }

    public BsonOut int32(String name, int value) {
        return element(0x10, name, le32(value));
    }

    BsonOut int64(String name, long value) {
        return element(0x12, name, le64(value));
    }

    BsonOut date(String name, long epochMillis) {
        return element(0x09, name, le64(epochMillis));
    }

    BsonOut nothing(String name) {
        return element(0x0A, name, new byte[0]);
    }

    public BsonOut document(String name, BsonOut value) {
        return element(0x03, name, value.bytes());
    }

    BsonOut array(String name, BsonOut value) {
        return element(0x04, name, value.bytes());
    }

    byte[] bytes() {
        byte[] body = elements.toByteArray();
        return ByteBuffer.allocate(body.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.length + 5)
                .put(body)
                .array();
    }

    public RawRecord record() {
        return new RawRecord(bytes());
    }

    static byte[] string(byte[] utf8) {
        return ByteBuffer.allocate(utf8.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(utf8.length + 1)
                .put(utf8)
                .array();
    }

    static byte[] binary(int subtype, byte[] payload) {
        return ByteBuffer.allocate(payload.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length)
                .put((byte) subtype)
                .put(payload)
                .array();
    }

    static byte[] le32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] le64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
