package io.metagate.gateway.store;

/** A record cannot be told from others like it by the means that a store has, so that it is not changed. */
public final class UnguardedRecord extends Exception {

    private static final long serialVersionUID = 1L;

    public UnguardedRecord() {
        super("the record cannot be told from others");
    }
}
