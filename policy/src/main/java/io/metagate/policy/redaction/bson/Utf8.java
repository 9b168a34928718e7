package io.metagate.policy.redaction.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Scans over UTF-8 bytes. */
final class Utf8 {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = LOW_BITS * ' ';
    private static final long QUOTES = LOW_BITS * '"';
    private static final long BACKSLASHES = LOW_BITS * '\\';

    private Utf8() {}

    /**
     * Copies the bytes from there on that stand in a JSON string as they are (ASCII without controls, quote and
     * backslash) and returns where they end. The target has room for all bytes and a word more, which may hold anything
     * afterwards.
     */
    static int copyPlain(byte[] source, int from, int to, byte[] target, int into) {
        int at = from;
        int shift = into - from;
        // the last word goes beyond the end where the source does: a short loop less for almost every text
        for (; at < to && at + Long.BYTES <= source.length; at += Long.BYTES) {
            long word = (long) WORD.get(source, at);
            WORD.set(target, at + shift, word);
            long special = special(word);
            if (special != 0) {
                return Math.min(at + Long.numberOfTrailingZeros(special) / Byte.SIZE, to);
            }
        }
        if (at >= to) {
            return to;
        }
        for (; at < to && isPlain(source[at]); at++) {
            target[at + shift] = source[at];
        }
        return at;
    }

    /** The index of the first zero byte from there on; there is one. */
    static int zero(byte[] bytes, int from) {
        int at = from;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long zeros = zeros((long) WORD.get(bytes, at)) & HIGH_BITS;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (bytes[at] != 0) {
            at++;
        }
        return at;
    }

    /** How many bytes the character has that starts there with a byte beyond ASCII; 0 if it is not UTF-8. */
    static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > to || !isSecond(first, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean isPlain(byte ascii) {
        return ascii >= ' ' && ascii != '"' && ascii != '\\';
    }

    /** Overlong forms, surrogates and what is beyond U+10FFFF show in the second byte (Unicode, table 3-7). */
    private static boolean isSecond(int first, int second) {
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }

    /** A word whose lowest high bit marks the first byte that is not plain; marks above it may be wrong. */
    private static long special(long word) {
        long controls = (word - SPACES) & ~word;
        return (controls | zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | word) & HIGH_BITS;
    }

    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word;
    }
}
