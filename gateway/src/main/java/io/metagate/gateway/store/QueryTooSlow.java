package io.metagate.gateway.store;

/** The store was not done with a query in the time that it has for one, and gave it up. */
public final class QueryTooSlow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QueryTooSlow() {
        super("the query takes too long");
    }

    QueryTooSlow(Throwable cause) {
        super("the store gave the query up", cause);
    }
}
