package io.metagate.policy.diff;

import java.util.Optional;

/** Something that policies give, of which there can be more or less. */
interface ComparableGrant<T> {

    /** Whether it is surely all that the other is. */
    boolean covers(T other);

    /** What both are together; empty where that is more than their sum. */
    default Optional<T> with(T other) {
        return Optional.empty();
    }
}
