package io.metagate.gateway.store.query;

import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.StoreAccess;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.PermittedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Counts records in the store. The one thing that it can be asked is what a decision permits. All queries of a count
 * have the store's time for one query together. INVARIANT: a count that is not done by then is refused, whichever query
 * it was at, so that nobody learns from it whether there was a second one (P2).
 */
@ApplicationScoped
public class RecordCounter {

    /** The most groups of one count; a list that is longer has one more. */
    public static final int MAX_GROUPS = 1_000;

    private final StoreAccess access;
    private final LongSupplier nanos;

    @Inject
    public RecordCounter(StoreAccess access) {
        this(access, System::nanoTime);
    }

    /**
     * One with a clock of its own.
     *
     * @param nanos never goes back, in nanoseconds
     */
    RecordCounter(StoreAccess access, LongSupplier nanos) {
        this.access = access;
        this.nanos = nanos;
    }

    /**
     * How many records there are; empty if they are too few to be told. INVARIANT: the people are looked at before the
     * records are counted, so that what takes the store long tells nothing of a group of few (P2).
     *
     * @param people the query's collection, if the records must also be about so many people as far as the catalogue
     *     says whose they are
     * @param smallest how many records, or people, are not too few
     * @param auditId stands as comment on the store's commands
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up, or is not done in the time of one query
     */
    public OptionalLong total(PermittedQuery query, Optional<Collection> people, int smallest, String auditId) {
        return ask(query, auditId, count -> count.total(people, smallest));
    }

    /**
     * How many records there are of each value, in the order of the values. INVARIANT: records whose value has drifted
     * from the declared type are not among them, so that none is counted as one of an equal number (P1).
     *
     * @param by the field of the values, which the query may count by
     * @param people the query's collection, if a group is as large as the number of people that it is about
     * @param smallest groups with fewer records, or people, are left out before any limit, so that they change nothing
     *     (P2); those of arrays are left out together
     * @param auditId stands as comment on the store's commands
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up, or is not done in the time of one query
     */
    public List<CountGroup> groups(
            PermittedQuery query, Field by, Optional<Collection> people, int smallest, String auditId) {
        if (!query.by().equals(Optional.of(by.path()))) {
            throw new IllegalArgumentException("the query does not count by that field");
        }
        return ask(query, auditId, count -> count.groups(by, people, smallest));
    }

    private <T> T ask(PermittedQuery query, String auditId, Function<CountQuery, T> count) {
        return access.query(query.store(), store -> {
            QueryDeadline deadline = new QueryDeadline(store.config().timeout(), nanos);
            return count.apply(new CountQuery(store, query, access.collation(query.store()), auditId, deadline));
        });
    }
}
