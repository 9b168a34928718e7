package io.metagate.gateway.store.query;

/**
 * Records of a page hold several values at a key of its order, or one that no query can hold, or that is too long for a
 * cursor, so that no position between them can be told.
 */
public final class UnsortableRecords extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** No position can be told, or handed out. */
    public UnsortableRecords() {
        super("no position between records");
    }
}
