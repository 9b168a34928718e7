package io.metagate.gateway.store;

import com.mongodb.MongoException;
import com.mongodb.client.model.Collation;
import io.metagate.policy.catalogue.StoreLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stores as requests reach them: never while they answer strangers, with a collation only where it matters, and
 * with their errors told apart.
 */
@ApplicationScoped
public class StoreAccess {

    /** How the policies compare, whatever the collection's own collation is. */
    public static final Collation BINARY = Collation.builder().locale("simple").build();

    private final MetadataStores stores;
    private final UnauthenticatedStoreGuard exposures;
    private final StoreIndexes indexes;
    private final StoreErrors errors;

    StoreAccess(MetadataStores stores, UnauthenticatedStoreGuard exposures, StoreIndexes indexes, StoreErrors errors) {
        this.stores = stores;
        this.exposures = exposures;
        this.indexes = indexes;
        this.errors = errors;
    }

    /**
     * The store that the place is in.
     *
     * @throws StoreUnavailable if it answers strangers too
     */
    public MetadataStore at(StoreLocation place) {
        MetadataStore store = stores.of(place);
        exposures.requireNone(store);
        return store;
    }

    /**
     * The collation that commands on the collection need; none where the collection compares as the policies do by
     * itself, since not every engine knows collations.
     *
     * @throws StoreUnavailable if that is to be read and the store does not answer
     */
    public Optional<Collation> collation(StoreLocation place) {
        return indexes.compareBinary(place) ? Optional.empty() : Optional.of(BINARY);
    }

    /**
     * What a query of records comes to.
     *
     * @throws StoreUnavailable if the store does not answer in time, or not with what it was asked, or answers
     *     strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public <T> T query(StoreLocation place, Function<MetadataStore, T> query) {
        MetadataStore store = at(place);
        try {
            return query.apply(store);
        } catch (MongoException e) {
            throw errors.ofQuery(store, e);
        }
    }

    public StoreErrors errors() {
        return errors;
    }
}
