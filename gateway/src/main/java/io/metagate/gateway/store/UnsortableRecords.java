package io.metagate.gateway.store;

/** Records of a sorted page hold several values at a key of the sort, so that no position between them can be told. */
public final class UnsortableRecords extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsortableRecords() {
        super("several values at a sort key");
    }
}
