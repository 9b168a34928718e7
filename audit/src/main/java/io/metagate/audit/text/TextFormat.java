package io.metagate.audit.text;

import java.util.Optional;

/**
 * A part of a record that the gateway made itself: of a known shape, so that raw personal data does not fit in by
 * accident (P7).
 */
public enum TextFormat {
    PSEUDONYM(Letters.ANY + "_-", 1, 128),
    CIPHERTEXT(Letters.ANY + "_.=+/-", 1, 2048),
    DIGEST(Letters.ANY + ":_-", 1, 128),
    SHA_256(Letters.HEXADECIMAL, 64, 64),
    TRACE_ID(Letters.HEXADECIMAL, 32, 32),
    CODE(Letters.SMALL + Letters.DIGITS + ".-", 1, 64),
    NAME(Letters.ANY + "_.:*-", 1, 128);

    /** Groups of characters. */
    private static final class Letters {

        static final String DIGITS = "0123456789";
        static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
        static final String ANY = DIGITS + SMALL + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        static final String HEXADECIMAL = DIGITS + "abcdef";
    }

    /** A bit for each character below 64 that may stand in it. */
    private final long low;
    /** A bit for each of the next 64. */
    private final long high;

    private final int shortest;
    private final int longest;

    TextFormat(String characters, int shortest, int longest) {
        this.low = bits(characters, 0);
        this.high = bits(characters, Long.SIZE);
        this.shortest = shortest;
        this.longest = longest;
    }

    /**
     * Refuses what has another shape. The message does not repeat it, since it may be what must not be written down.
     */
    public void require(String part, String value) {
        if (!fits(value)) {
            throw new IllegalArgumentException("not the " + part + " of an audit record: it has the wrong shape");
        }
    }

    public void require(String part, Optional<String> value) {
        value.ifPresent(v -> require(part, v));
    }

    private boolean fits(String value) {
        if (value.length() < shortest || value.length() > longest) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            if (!has(value.charAt(at))) {
                return false;
            }
        }
        return this != CODE || Letters.SMALL.indexOf(value.charAt(0)) >= 0;
    }

    private boolean has(char c) {
        long bits = c < Long.SIZE ? low : high;
        return c < 2 * Long.SIZE && (bits >>> c & 1) != 0;
    }

    private static long bits(String characters, int from) {
        return characters
                .chars()
                .filter(c -> c >= from && c < from + Long.SIZE)
                .mapToLong(c -> 1L << (c - from))
                .sum();
    }
}
