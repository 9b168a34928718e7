package io.metagate.policy.redaction.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Short runs of bytes, taken eight at a time. */
final class ByteWords {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private ByteWords() {}

    /** The first bytes at {@code [from, to)}, up to a word, with zeros behind. */
    static long head(byte[] bytes, int from, int to) {
        if (from > bytes.length - Long.BYTES) {
            return headAtTheEnd(bytes, from, to);
        }
        long word = (long) WORD.get(bytes, from);
        int length = to - from;
        return length < Long.BYTES ? word & ~(-1L << (length * Byte.SIZE)) : word;
    }

    /** The last word at {@code [from, to)}, or the {@link #head} if there is none. */
    static long tail(byte[] bytes, int from, int to) {
        return to - from < Long.BYTES ? head(bytes, from, to) : (long) WORD.get(bytes, to - Long.BYTES);
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        long bits = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            bits |= head(bytes, at, to);
        }
        return (bits & HIGH_BITS) == 0;
    }

    static int hash(byte[] bytes) {
        long hash = bytes.length;
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 23) ^ head(bytes, at, bytes.length)) * HASH_FACTOR;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private static long headAtTheEnd(byte[] bytes, int from, int to) {
        long word = 0;
        for (int at = Math.min(to, bytes.length) - 1; at >= from; at--) {
            word = word << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return word;
    }
}
