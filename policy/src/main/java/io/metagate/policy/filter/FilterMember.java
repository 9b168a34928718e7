package io.metagate.policy.filter;

/**
 * A member of an object in a filter.
 *
 * @param at where it stands
 * @param name a field or an operator
 * @param value what stands under the name
 * @param <P> says where it stands
 * @param <E> says what is wrong with it
 */
public record FilterMember<P, E extends Exception>(P at, String name, FilterNode<P, E> value) {}
