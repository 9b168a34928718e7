package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;

/** One key of an index: a field, and how its values are kept. */
public record IndexKey(FieldPath path, Order order) {

    /** How an index keeps the values of a field. */
    public enum Order {
        /** In their order. */
        ASCENDING,
        /** In the reverse of their order. */
        DESCENDING,
        /** By a hash, which finds equal values and has no order. */
        HASHED
    }

    boolean hashed() {
        return order == Order.HASHED;
    }

    boolean runs(boolean descending) {
        return order == (descending ? Order.DESCENDING : Order.ASCENDING);
    }
}
