package io.metagate.policy.redaction.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that are written again and again: a key, the frame of a value. In words, as a few stores beat the copying of a
 * short array.
 */
public final class FixedText {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WORDS_AT_HAND = 2;

    private final long first;
    private final long second;
    private final long[] words;
    private final int length;

    private FixedText(byte[] bytes) {
        int count = Math.max((bytes.length + Long.BYTES - 1) / Long.BYTES, WORDS_AT_HAND);
        byte[] padded = Arrays.copyOf(bytes, count * Long.BYTES);
        this.length = bytes.length;
        this.words = new long[count];
        Arrays.setAll(words, word -> (long) WORD.get(padded, word * Long.BYTES));
        this.first = words[0];
        this.second = words[1];
    }

    /** A name as a JSON key between a comma and a colon. */
    public static FixedText key(String name) {
        JsonBuffer json = new JsonBuffer(0);
        json.raw(',');
        json.string(name);
        json.raw(':');
        return new FixedText(json.copy());
    }

    /** An ASCII text as it is. */
    public static FixedText ascii(String text) {
        return new FixedText(text.getBytes(StandardCharsets.US_ASCII));
    }

    int length() {
        return length;
    }

    /** How many bytes a target needs room for: up to two words more than there are. */
    int room() {
        return length + WORDS_AT_HAND * Long.BYTES;
    }

    /** Writes the bytes, and zeros within the room behind them. */
    void write(byte[] target, int at) {
        // most texts are that short, so that there is no loop to predict
        WORD.set(target, at, first);
        WORD.set(target, at + Long.BYTES, second);
        if (length > WORDS_AT_HAND * Long.BYTES) {
            for (int word = WORDS_AT_HAND; word < words.length; word++) {
                WORD.set(target, at + word * Long.BYTES, words[word]);
            }
        }
    }
}
