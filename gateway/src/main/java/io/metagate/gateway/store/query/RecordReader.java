package io.metagate.gateway.store.query;

import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.StoreAccess;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.decision.PermittedQuery;
import jakarta.enterprise.context.ApplicationScoped;

/** Fetches records. The one thing that it can be asked is what a decision permits. */
@ApplicationScoped
public class RecordReader {

    private final StoreAccess access;

    public RecordReader(StoreAccess access) {
        this.access = access;
    }

    /**
     * Fetches one page.
     *
     * @param auditId stands as comment on the store's command, so that its own log can be matched with ours
     * @throws StoreUnavailable if the store does not answer in time, or not with records, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     * @throws UnsortableRecords if the records have no order by the query's sort
     */
    public RecordPage fetch(PermittedQuery query, String auditId) {
        return access.query(
                query.store(), store -> new PageQuery(store, query, access.collation(query.store()), auditId).page());
    }
}
