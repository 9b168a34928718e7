package io.metagate.gateway.store;

import io.metagate.store.engine.StoreError;

/**
 * The store answered that it will not do this: its engine is not able to, or the gateway's user may not. Nothing was
 * done, and asking again does not help.
 */
public final class StoreRejection extends StoreUnavailable {

    private static final long serialVersionUID = 1L;

    private final boolean unauthorized;

    StoreRejection(StoreError error, Throwable cause) {
        super(error, cause);
        this.unauthorized = error.kind() == StoreError.Kind.UNAUTHORIZED;
    }

    private StoreRejection(UnguardedRecord cause) {
        super("the store cannot tell the record from what others make of it", cause);
        this.unauthorized = false;
    }

    /** The record is not changed, as the store cannot tell it from what others make of it. */
    public static StoreRejection unguarded(UnguardedRecord cause) {
        return new StoreRejection(cause);
    }

    /** Whether the gateway's user may not; else the engine is not able to. */
    public boolean unauthorized() {
        return unauthorized;
    }
}
