package io.metagate.policy.filter;

import java.util.List;

/**
 * How filters are written in one language, as far as that differs: what may be left out, how a fault is said, and
 * whether reading goes on behind it.
 *
 * @param <P> says where a part stands
 * @param <E> says what is wrong with it
 */
public interface FilterDialect<P, E extends Exception> {

    /** Whether an object without a field, and a list without a value, say something; else they were forgotten. */
    boolean allowsEmpty();

    /** How many levels operators stand below their field: 1, or 0 where they count as part of it. */
    int operatorLevels();

    /** That something is wrong with what stands there. */
    E refused(P at, FilterFault fault);

    /**
     * That something is wrong with the name of a member.
     *
     * @param detail which names are known, or what is wrong with this one
     */
    E refused(FilterMember<P, E> member, FilterFault fault, String detail);

    /** Tells a problem behind which the same part can be read on; a language that tells one alone throws it. */
    void note(E problem) throws E;

    /** Reads parts that stand beside each other; fails if one of them cannot be read. */
    <T, R> List<R> each(List<T> parts, PartReader<T, R, E> reader) throws E;

    /** Reads one part. */
    @FunctionalInterface
    interface PartReader<T, R, E extends Exception> {
        R read(T part) throws E;
    }
}
