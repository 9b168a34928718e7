package io.metagate.policy.diff;

/** Something that policies give, of which there can be more or less. */
interface Measured<T> {

    /** Whether it is surely all that the other is. */
    boolean covers(T other);
}
