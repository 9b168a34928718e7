package io.metagate.gateway.store;

import io.metagate.store.engine.StoreError;

/** The store did not do what it was asked, or was not asked; the message says which, and nothing else. */
public sealed class StoreUnavailable extends RuntimeException permits StoreRejection {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        this("the store gave no answer", cause);
    }

    StoreUnavailable(StoreError error, Throwable cause) {
        this("the store answered with error " + error, cause);
    }

    StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    private StoreUnavailable(String message) {
        super(message);
    }

    /** The store was not asked, as it answers strangers too. */
    static StoreUnavailable exposed() {
        return new StoreUnavailable("the store answers without credentials and is not asked");
    }
}
