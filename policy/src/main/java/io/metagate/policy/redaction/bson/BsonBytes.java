package io.metagate.policy.redaction.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One BSON document, read in place by offset. Lengths and terminators are checked before anything they delimit is used;
 * a container that is skipped is checked by its length and its terminator only.
 *
 * <p>A value stands at {@code [at, end)}; the terminator of a container is the index of its closing zero byte.
 */
public final class BsonBytes {

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SMALLEST_DOCUMENT = 5;
    private static final int SMALLEST_CODE_WITH_SCOPE = 14;

    private final byte[] bytes;

    /** The document in these bytes, which are neither copied nor changed. */
    public BsonBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /**
     * The terminator of the whole document.
     *
     * @throws MalformedRecord if the document does not fill the bytes exactly
     */
    public int terminator() {
        int terminator = terminator(0, bytes.length);
        if (terminator != bytes.length - 1) {
            throw new MalformedRecord("bytes follow a record");
        }
        return terminator;
    }

    /** The index behind the name that starts there: that of its zero byte. */
    public int nameEnd(int name, int terminator) {
        // the terminator is a zero byte too, so that no bound is needed on the way
        int at = Utf8.zero(bytes, name);
        if (at >= terminator) {
            throw new MalformedRecord("a name has no end");
        }
        return at;
    }

    /** The index behind the value of that type, which ends at or before the limit. */
    public int valueEnd(byte tag, int at, int limit) {
        return switch (tag) {
            case BsonTag.NULL, BsonTag.UNDEFINED, BsonTag.MIN_KEY, BsonTag.MAX_KEY -> at;
            case BsonTag.BOOLEAN -> booleanEnd(at, limit);
            case BsonTag.INT32 -> end(at, Integer.BYTES, limit);
            case BsonTag.DOUBLE, BsonTag.DATE, BsonTag.TIMESTAMP, BsonTag.INT64 -> end(at, Long.BYTES, limit);
            case BsonTag.OBJECT_ID -> end(at, 12, limit);
            case BsonTag.DECIMAL128 -> end(at, 16, limit);
            case BsonTag.STRING, BsonTag.JAVASCRIPT, BsonTag.SYMBOL -> stringEnd(at, limit);
            case BsonTag.DOCUMENT, BsonTag.ARRAY -> terminator(at, limit) + 1;
            case BsonTag.BINARY -> binaryEnd(at, limit);
            case BsonTag.REGEX -> nameEnd(nameEnd(at, limit) + 1, limit) + 1;
            case BsonTag.DB_POINTER -> end(stringEnd(at, limit), 12, limit);
            case BsonTag.JAVASCRIPT_WITH_SCOPE -> codeWithScopeEnd(at, limit);
            default -> throw new MalformedRecord("an element has no known type");
        };
    }

    /**
     * The index of the first element of that name in the document that starts there, or -1. The first of several wins.
     */
    public int find(byte[] name, int document, int terminator) {
        int at = document + Integer.BYTES;
        while (at < terminator) {
            int nameEnd = nameEnd(at + 1, terminator);
            if (matches(at + 1, nameEnd, name)) {
                return at;
            }
            at = valueEnd(bytes[at], nameEnd + 1, terminator);
        }
        return -1;
    }

    /** The byte there. */
    public byte at(int index) {
        return bytes[index];
    }

    /** The 32-bit integer there. */
    public int int32(int at) {
        return (int) INT32.get(bytes, at);
    }

    /** The 64-bit integer there. */
    public long int64(int at) {
        return (long) INT64.get(bytes, at);
    }

    /** The double there. */
    public double real(int at) {
        return Double.longBitsToDouble(int64(at));
    }

    /** The decimal there. */
    public Decimal128 decimal(int at) {
        return new Decimal128(int64(at + Long.BYTES), int64(at));
    }

    /** The string at {@code [at, end)}, with U+FFFD for what is not UTF-8. */
    public String text(int at, int end) {
        int from = at + Integer.BYTES;
        return new String(bytes, from, end - 1 - from, StandardCharsets.UTF_8);
    }

    /** How the string at {@code [at, end)} compares with the other, byte by byte. */
    public int compareText(int at, int end, byte[] other) {
        return Arrays.compareUnsigned(bytes, at + Integer.BYTES, end - 1, other, 0, other.length);
    }

    /** Whether the string at {@code [at, end)} starts with these bytes. */
    public boolean startsWith(int at, int end, byte[] prefix) {
        int from = at + Integer.BYTES;
        return end - 1 - from >= prefix.length && compare(from, prefix) == 0;
    }

    /** How the bytes from there on compare with as many others. */
    public int compare(int at, byte[] others) {
        return Arrays.compareUnsigned(bytes, at, at + others.length, others, 0, others.length);
    }

    /** The first bytes at {@code [from, to)}, up to a word, with zeros behind. */
    public long head(int from, int to) {
        return ByteWords.head(bytes, from, to);
    }

    /** The last word at {@code [from, to)}, or the {@link #head} if there is none. */
    public long tail(int from, int to) {
        return ByteWords.tail(bytes, from, to);
    }

    /** Whether the bytes at {@code [at, end)} are the others. */
    public boolean matches(int at, int end, byte[] others) {
        if (end - at != others.length) {
            return false;
        }
        // names are short: a loop beats the vectorised comparison and its set-up
        for (int i = 0; i < others.length; i++) {
            if (bytes[at + i] != others[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes at {@code [from, to)} are ASCII. */
    public boolean isAscii(int from, int to) {
        return ByteWords.isAscii(bytes, from, to);
    }

    /** A hash of all bytes. */
    public int hash() {
        return ByteWords.hash(bytes);
    }

    /** Whether the binary at {@code [at, end)} is a UUID. */
    public boolean isUuid(int at, int end) {
        return binarySubtype(at) == BsonTag.UUID && end - at == Integer.BYTES + 1 + 16;
    }

    /** The subtype of the binary there. */
    public byte binarySubtype(int at) {
        return bytes[at + Integer.BYTES];
    }

    /** Where the payload of the binary there starts. */
    public int binaryStart(int at) {
        int start = at + Integer.BYTES + 1;
        return binarySubtype(at) == BsonTag.OLD_BINARY ? start + Integer.BYTES : start;
    }

    /** A copy of the bytes at {@code [from, to)}. */
    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    byte[] array() {
        return bytes;
    }

    private int terminator(int document, int limit) {
        int size = int32Within(document, limit);
        if (size < SMALLEST_DOCUMENT || size > limit - document || bytes[document + size - 1] != 0) {
            throw new MalformedRecord("a document has a wrong length or no end");
        }
        return document + size - 1;
    }

    private int booleanEnd(int at, int limit) {
        int end = end(at, 1, limit);
        if ((bytes[at] & ~1) != 0) {
            throw new MalformedRecord("a boolean is neither true nor false");
        }
        return end;
    }

    private int stringEnd(int at, int limit) {
        int size = int32Within(at, limit);
        if (size < 1 || size > limit - at - Integer.BYTES || bytes[at + Integer.BYTES + size - 1] != 0) {
            throw new MalformedRecord("a string has a wrong length or no end");
        }
        return at + Integer.BYTES + size;
    }

    private int binaryEnd(int at, int limit) {
        int size = int32Within(at, limit);
        int end = end(end(at, Integer.BYTES + 1, limit), size, limit);
        if (binarySubtype(at) == BsonTag.OLD_BINARY
                && (size < Integer.BYTES || int32(at + Integer.BYTES + 1) != size - Integer.BYTES)) {
            throw new MalformedRecord("a binary contradicts its own length");
        }
        return end;
    }

    private int codeWithScopeEnd(int at, int limit) {
        int size = int32Within(at, limit);
        if (size < SMALLEST_CODE_WITH_SCOPE) {
            throw new MalformedRecord("code has a wrong length");
        }
        return end(at, size, limit);
    }

    private int int32Within(int at, int limit) {
        end(at, Integer.BYTES, limit);
        return int32(at);
    }

    private static int end(int at, int size, int limit) {
        if (size < 0 || size > limit - at) {
            throw new MalformedRecord("a value ends behind its record");
        }
        return at + size;
    }
}
