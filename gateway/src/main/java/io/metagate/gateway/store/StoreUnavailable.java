package io.metagate.gateway.store;

/** The store gave no answer, or was not asked; the message says which, and nothing else. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailable(Throwable cause) {
        super("the store gave no answer", cause);
    }

    private StoreUnavailable(String message) {
        super(message);
    }

    /** The store was not asked, as it answers strangers too. */
    static StoreUnavailable exposed() {
        return new StoreUnavailable("the store answers without credentials and is not asked");
    }
}
