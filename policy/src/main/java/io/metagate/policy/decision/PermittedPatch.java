package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.edit.PatchedRecord;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** An edit that was tried on the record that a store holds, and may be done to that very record. */
public final class PermittedPatch implements UpdateResult, PermittedWrite {

    private final Collection collection;
    private final PatchedRecord edited;

    PermittedPatch(Collection collection, PatchedRecord edited) {
        this.collection = collection;
        this.edited = edited;
    }

    @Override
    public StoreLocation store() {
        return collection.store();
    }

    @Override
    public Set<String> names() {
        return collection.names();
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

    @Override
    public <R> R accept(PermittedWriteVisitor<R> visitor) {
        return visitor.patch(this);
    }

    @Override
    public <R> R fold(
            Function<? super PermittedPatch, ? extends R> permitted, Function<? super Refused, ? extends R> refused) {
        return permitted.apply(this);
    }
}
