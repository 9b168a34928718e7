package io.metagate.policy.filter;

import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import java.util.List;
import java.util.Optional;

/**
 * A part of a filter as it is written.
 *
 * @param <P> says where it stands
 * @param <E> says what is wrong with it
 */
public interface FilterNode<P, E extends Exception> {

    /** Where it stands. */
    P at();

    boolean isObject();

    boolean isArray();

    boolean isText();

    /** Whether it is an object that is a value, such as {@code {$date: 2026-01-05T09:00:00Z}}, and not a condition. */
    boolean isTypedValue();

    /** The members of an object, in their order; of anything else none. */
    List<FilterMember<P, E>> members();

    /** The items of an array, in their order; of anything else none. */
    List<? extends FilterNode<P, E>> items();

    /** True or false, where one of them is written. */
    Optional<Boolean> flag();

    /** The value, or what stands for one. */
    Operand operand() throws E;
}
