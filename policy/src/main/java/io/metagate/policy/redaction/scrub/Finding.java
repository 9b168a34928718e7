package io.metagate.policy.redaction.scrub;

import java.util.Comparator;

/**
 * Something recognised in a text, at the characters {@code [from, to)}.
 *
 * @param kind what it is
 * @param from its first character
 * @param to the character behind its last one
 */
record Finding(Kind kind, int from, int to) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::from)
            .thenComparing(Finding::to, Comparator.reverseOrder())
            .thenComparing(Finding::kind);

    Finding {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a finding has a character");
        }
    }

    /** Whether both have a character in common, where the other starts behind this one. */
    boolean overlaps(Finding later) {
        return later.from < to;
    }

    /** Both as one, named like this one. */
    Finding with(Finding later) {
        return new Finding(kind, from, Math.max(to, later.to));
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
