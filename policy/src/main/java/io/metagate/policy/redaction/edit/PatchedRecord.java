package io.metagate.policy.redaction.edit;

import java.util.List;

/** What an edit makes of one record, and how a store gets there. */
public final class PatchedRecord {

    private final byte[] after;
    private final byte[] set;
    private final List<String> unset;

    PatchedRecord(byte[] after, byte[] set, List<String> unset) {
        this.after = after;
        this.set = set;
        this.unset = List.copyOf(unset);
    }

    /** The record afterwards, as a BSON document. */
    public byte[] after() {
        return after.clone();
    }

    /** A BSON document of dotted paths and the values that they get. */
    public byte[] set() {
        return set.clone();
    }

    /** The dotted paths that are removed. */
    public List<String> unset() {
        return unset;
    }
}
