package io.metagate.audit.json;

/** A number of things in a record: never negative, and exact in every JSON reader. */
public final class ExactCount {

    /** The greatest integer that every JSON reader keeps (RFC 8785 section 3.2.2.3). */
    static final long MOST = (1L << 53) - 1;

    private ExactCount() {}

    public static long require(String part, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("not a number of " + part + ": " + value);
        }
        return value;
    }
}
