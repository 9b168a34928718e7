package io.metagate.gateway.store;

/** What goes wrong with the store, for tests of who asks it. */
public final class StoreFailures {

    private StoreFailures() {}

    /** It gave no answer. */
    public static StoreUnavailable unavailable() {
        return new StoreUnavailable(new IllegalStateException("alice@example.com"));
    }

    /** It gave the query up. */
    public static QueryTooSlow tooSlow() {
        return new QueryTooSlow(new IllegalStateException("alice@example.com"));
    }
}
