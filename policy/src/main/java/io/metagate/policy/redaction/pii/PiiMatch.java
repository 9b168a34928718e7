package io.metagate.policy.redaction.pii;

import java.util.Comparator;

/**
 * Something recognised in a text, at the characters {@code [from, to)}.
 *
 * @param kind what it is
 * @param from its first character
 * @param to the character behind its last one
 */
record PiiMatch(PiiType kind, int from, int to) implements Comparable<PiiMatch> {

    private static final Comparator<PiiMatch> ORDER = Comparator.comparingInt(PiiMatch::from)
            .thenComparing(PiiMatch::to, Comparator.reverseOrder())
            .thenComparing(PiiMatch::kind);

    PiiMatch {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a finding has a character");
        }
    }

    /** Whether both have a character in common, where the other starts behind this one. */
    boolean overlaps(PiiMatch later) {
        return later.from < to;
    }

    /** Both as one, named like this one. */
    PiiMatch with(PiiMatch later) {
        return new PiiMatch(kind, from, Math.max(to, later.to));
    }

    @Override
    public int compareTo(PiiMatch other) {
        return ORDER.compare(this, other);
    }
}
