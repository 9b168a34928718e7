package io.metagate.gateway.store;

import io.metagate.policy.request.Predicate;

/** Where a store of the tests departs from MongoDB's documented semantics. */
@FunctionalInterface
public interface StoreQuirks {

    /** MongoDB itself. */
    StoreQuirks NONE = predicate -> false;

    /** Whether the store is no judge of the predicate. */
    boolean differsOn(Predicate predicate);
}
