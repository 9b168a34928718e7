package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Predicate;

/** The removal of a record within the permits' row scopes. */
public final class PermittedRemoval implements PermittedChange, PermittedWrite {

    private final StoreLocation store;
    private final Predicate scope;

    PermittedRemoval(StoreLocation store, Predicate scope) {
        this.store = store;
        this.scope = scope;
    }

    @Override
    public StoreLocation store() {
        return store;
    }

    /** Whether the record is within the scopes. */
    public boolean covers(RawRecord record) {
        return record.isWithin(scope);
    }
}
