package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Predicate;
import java.util.Set;

/** The removal of a record within the permits' row scopes. */
public final class PermittedDelete implements PermittedChange, PermittedWrite {

    private final Collection collection;
    private final Predicate scope;

    PermittedDelete(Collection collection, Predicate scope) {
        this.collection = collection;
        this.scope = scope;
    }

    @Override
    public StoreLocation store() {
        return collection.store();
    }

    @Override
    public Set<String> names() {
        return collection.names();
    }

    /** Whether the record is within the scopes. */
    public boolean covers(RawRecord record) {
        return record.isWithin(scope);
    }

    @Override
    public <R> R accept(PermittedChangeVisitor<R> visitor) {
        return visitor.delete(this);
    }

    @Override
    public <R> R accept(PermittedWriteVisitor<R> visitor) {
        return visitor.delete(this);
    }
}
