package io.metagate.policy.filter;

/** How large a filter may be. Counts the parts of one filter. */
public final class FilterBounds {

    /** The most levels: an object of fields is one, a field or a connective in it the next. */
    public static final int MAX_DEPTH = 6;

    /** The most parts: objects, fields, operators and connectives. */
    public static final int MAX_CONDITIONS = 64;

    /** The most values of a list. */
    public static final int MAX_VALUES = 100;

    private int conditions;

    FilterBounds() {}

    /** One more part, at that depth from 1. */
    <P, E extends Exception> void count(int depth, P at, FilterDialect<P, E> dialect) throws E {
        conditions++;
        if (depth > MAX_DEPTH) {
            throw dialect.refused(at, FilterFault.TOO_DEEP);
        }
        // Who reads on behind the first part too many, to tell all problems, is not told of each part behind it.
        if (conditions == MAX_CONDITIONS + 1) {
            throw dialect.refused(at, FilterFault.TOO_MANY_CONDITIONS);
        }
    }
}
