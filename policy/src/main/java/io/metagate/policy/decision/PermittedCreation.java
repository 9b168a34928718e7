package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;

/** A record that may be made. INVARIANT: it is in the row scope of a permit that grants writing each of its fields. */
public final class PermittedCreation implements PermittedChange, PermittedWrite {

    private final StoreLocation store;
    private final byte[] bson;

    PermittedCreation(StoreLocation store, byte[] bson) {
        this.store = store;
        this.bson = bson.clone();
    }

    @Override
    public StoreLocation store() {
        return store;
    }

    /** The record as a BSON document. */
    public byte[] document() {
        return bson.clone();
    }

    /** The record as the store will hold it. */
    public RawRecord record() {
        return new RawRecord(document());
    }
}
