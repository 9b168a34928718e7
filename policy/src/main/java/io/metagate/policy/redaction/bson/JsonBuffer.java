package io.metagate.policy.redaction.bson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A growing buffer of JSON bytes. */
public final class JsonBuffer {

    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int size;

    /** An empty buffer with room for so many bytes before it first grows. */
    public JsonBuffer(int capacity) {
        this.bytes = new byte[Math.max(capacity, 64)];
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Forgets what was written behind that size. */
    public void truncate(int to) {
        if (to < 0 || to > size) {
            throw new IllegalArgumentException("a buffer can only be cut");
        }
        size = to;
    }

    /** A key that stands behind a comma, without it if it is the first one of its object. */
    public void key(FixedText commaAndKey) {
        if (bytes[size - 1] == '{') {
            size--;
            raw(commaAndKey);
            bytes[size - commaAndKey.length()] = '{';
        } else {
            raw(commaAndKey);
        }
    }

    /** A comma, unless a container was just opened or nothing was written. */
    public void separate() {
        if (size > 0 && bytes[size - 1] != '{' && bytes[size - 1] != '[') {
            raw(',');
        }
    }

    /** One ASCII character as it is. */
    public void raw(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    /** Bytes as they are. */
    public void raw(byte[] json) {
        copy(json, 0, json.length);
    }

    /** A text as it is. */
    public void raw(FixedText text) {
        ensure(text.room());
        text.write(bytes, size);
        size += text.length();
    }

    /** A number. */
    public void number(long value) {
        ensure(LONGEST_NUMBER);
        if (value < 0) {
            bytes[size++] = '-';
        }
        // negative, because the smallest long has no positive counterpart
        long rest = value < 0 ? value : -value;
        int digits = digits(rest);
        int at = size + digits;
        for (; rest <= -100; rest /= 100) {
            at -= 2;
            DecimalDigits.decimal(bytes, at, (int) -(rest % 100));
        }
        if (rest <= -10) {
            DecimalDigits.decimal(bytes, at - 2, (int) -rest);
        } else {
            bytes[at - 1] = (byte) ('0' - rest);
        }
        size += digits;
    }

    /** So many lower digits of a number that is not negative, with leading zeros. */
    public void digits(int value, int count) {
        ensure(count);
        int rest = value;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** Two hexadecimal digits. */
    public void hex(byte value) {
        ensure(2);
        DecimalDigits.hexadecimal(bytes, size, value);
        size += 2;
    }

    /** A string in quotes. */
    public void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
    }

    /** The UTF-8 bytes at {@code [from, to)} as a string in quotes, with U+FFFD for what is not UTF-8. */
    public void string(byte[] source, int from, int to) {
        ensure(to - from + Long.BYTES + 2);
        bytes[size++] = '"';
        int plain = Utf8.copyPlain(source, from, to, bytes, size);
        if (plain == to) {
            size += to - from;
        } else {
            part(source, from, to);
        }
        raw('"');
    }

    /** The UTF-8 bytes of a record at {@code [from, to)} as a part of a string, without quotes. */
    public void part(BsonBytes record, int from, int to) {
        part(record.array(), from, to);
    }

    private void part(byte[] source, int from, int to) {
        int start = size;
        int at = from;
        while (at < to) {
            ensure(to - at + Long.BYTES + 1);
            int plain = Utf8.copyPlain(source, at, to, bytes, size);
            size += plain - at;
            at = plain < to ? special(source, plain, to) : to;
            if (at < 0) {
                size = start;
                byte[] mended =
                        new String(source, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                part(mended, 0, mended.length);
                return;
            }
        }
    }

    /** All bytes. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Feeds all bytes to a digest. */
    public void update(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /** Writes all bytes. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** Where the bytes are until the next ones are written. */
    byte[] array() {
        return bytes;
    }

    void copy(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /**
     * Writes the character there that cannot stand as it is, and returns where the next one starts, or -1 if it is not
     * UTF-8.
     */
    private int special(byte[] source, int at, int to) {
        if (source[at] >= 0) {
            escape(source[at]);
            return at + 1;
        }
        int length = Utf8.sequenceLength(source, at, to);
        if (length == 0) {
            return -1;
        }
        if (length == 3
                && source[at] == (byte) 0xE2
                && source[at + 1] == (byte) 0x80
                && (source[at + 2] & 0xFE) == 0xA8) {
            // line and paragraph separator end a line of JavaScript
            raw("\\u202".getBytes(StandardCharsets.US_ASCII));
            raw(source[at + 2] == (byte) 0xA8 ? '8' : '9');
        } else {
            copy(source, at, at + length);
        }
        return at + length;
    }

    private void escape(byte ascii) {
        raw('\\');
        switch (ascii) {
            case '"', '\\' -> raw((char) ascii);
            case '\n' -> raw('n');
            case '\r' -> raw('r');
            case '\t' -> raw('t');
            default -> {
                raw("u00".getBytes(StandardCharsets.US_ASCII));
                hex(ascii);
            }
        }
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    /** How many digits a number has that is zero or negative. */
    private static int digits(long negative) {
        int digits = 1;
        for (long bound = -10; digits < LONGEST_NUMBER - 1 && negative <= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }
}
