package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;
import java.util.Set;

/** A record that may be made. INVARIANT: it is in the row scope of a permit that grants writing each of its fields. */
public final class PermittedCreate implements PermittedChange, PermittedWrite {

    private final Collection collection;
    private final byte[] bson;

    PermittedCreate(Collection collection, byte[] bson) {
        this.collection = collection;
        this.bson = bson.clone();
    }

    @Override
    public StoreLocation store() {
        return collection.store();
    }

    @Override
    public Set<String> names() {
        return collection.names();
    }

    /** The record as a BSON document. */
    public byte[] document() {
        return bson.clone();
    }

    /** The record as the store will hold it. */
    public RawRecord record() {
        return new RawRecord(document());
    }

    @Override
    public <R> R accept(PermittedChangeVisitor<R> visitor) {
        return visitor.create(this);
    }

    @Override
    public <R> R accept(PermittedWriteVisitor<R> visitor) {
        return visitor.create(this);
    }
}
