package io.metagate.policy.model;

/**
 * What a permit asks of queries as a whole.
 *
 * @param scan whether a query may run without an index of the store
 * @param minGroup the smallest count that is told, 1 to 1,000,000
 */
public record QueryConstraints(boolean scan, int minGroup) {

    /** The smallest count that is told where a permit says nothing. */
    public static final int DEFAULT_MIN_GROUP = 10;

    private static final int MAX_MIN_GROUP = 1_000_000;

    public QueryConstraints {
        if (minGroup < 1 || minGroup > MAX_MIN_GROUP) {
            throw new IllegalArgumentException("the smallest count that is told is 1 to " + MAX_MIN_GROUP);
        }
    }

    /**
     * What holds of a query that both permits grant: only what each of them grants, so that no permit lifts the other's
     * guard.
     */
    public QueryConstraints with(QueryConstraints other) {
        return new QueryConstraints(scan && other.scan, Math.max(minGroup, other.minGroup));
    }
}
