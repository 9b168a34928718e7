package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * The only thing that the store can be asked. INVARIANT: made by a decision alone; each use of a field in it is granted
 * by every permit whose row scope it covers (P2).
 */
public final class PermittedQuery {

    private final StoreLocation store;
    private final Predicate predicate;
    private final Optional<FieldPath> by;
    private final List<SortKey> sort;
    private final int limit;
    private final Optional<KeysetPosition> after;

    PermittedQuery(
            StoreLocation store,
            Predicate predicate,
            Optional<FieldPath> by,
            List<SortKey> sort,
            int limit,
            Optional<KeysetPosition> after) {
        this.store = store;
        this.predicate = predicate;
        this.by = by;
        this.sort = List.copyOf(sort);
        this.limit = limit;
        this.after = after;
    }

    /** Where the records are. */
    public StoreLocation store() {
        return store;
    }

    /** The principal's condition within the permits' row scopes. */
    public Predicate predicate() {
        return predicate;
    }

    /** The field by whose values the records may be counted. */
    public Optional<FieldPath> by() {
        return by;
    }

    /** The order of the records; the identifier breaks ties, and runs as the last key does. */
    public List<SortKey> sort() {
        return sort;
    }

    /** The most records of the page. */
    public int limit() {
        return limit;
    }

    /** The place to continue from. */
    public Optional<KeysetPosition> after() {
        return after;
    }
}
