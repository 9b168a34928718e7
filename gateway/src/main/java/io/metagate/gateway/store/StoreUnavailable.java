package io.metagate.gateway.store;

/** The store gave no answer. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailable(Throwable cause) {
        super("the store gave no answer", cause);
    }
}
