package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.edit.Edited;
import java.util.List;

/** An edit that was tried on the record that a store holds, and may be done to that very record. */
public final class PermittedEdit implements Revised, PermittedWrite {

    private final StoreLocation store;
    private final Edited edited;

    PermittedEdit(StoreLocation store, Edited edited) {
        this.store = store;
        this.edited = edited;
    }

    @Override
    public StoreLocation store() {
        return store;
    }

    /** A BSON document of dotted paths and the values that they get. */
    public byte[] set() {
        return edited.set();
    }

    /** The dotted paths that are removed. */
    public List<String> unset() {
        return edited.unset();
    }

    /** The record afterwards, as a BSON document. */
    public byte[] document() {
        return edited.after();
    }

    /** The record afterwards. */
    public RawRecord record() {
        return new RawRecord(document());
    }
}
