package io.metagate.gateway.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.IndexReader;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.jboss.logging.Logger;

/** The indexes of the store's collections, as they were when they were last read. */
@ApplicationScoped
public class StoreIndexes implements IndexSource {

    private static final Logger LOG = Logger.getLogger(StoreIndexes.class);

    private final MetadataStores stores;
    private final StoreErrors errors;
    private final Map<StoreLocation, Known> known = new ConcurrentHashMap<>();

    StoreIndexes(MetadataStores stores, StoreErrors errors) {
        this.stores = stores;
        this.errors = errors;
    }

    /**
     * The indexes of a collection; if it was not asked for before, they are read now. Where the store does not let the
     * gateway read them, none but that of the identifiers counts.
     *
     * @throws StoreUnavailable if they are to be read and the store does not answer
     */
    @Override
    public CollectionIndexes of(StoreLocation location) {
        return known(location).indexes();
    }

    /**
     * Whether the collection compares texts by their bytes, as the policies do; false where that is not known, or was
     * not seen at the last attempt.
     *
     * @throws StoreUnavailable if that is to be read and the store does not answer
     */
    boolean compareBinary(StoreLocation location) {
        Known now = known(location);
        return now.binary() && !now.withheld();
    }

    private Known known(StoreLocation location) {
        Known now = known.get(location);
        if (now == null) {
            now = read(location, Known.NOTHING);
            known.put(location, now);
        }
        return now;
    }

    /**
     * Reads the indexes of all collections of that store that were asked for anew; what cannot be read stays as it was.
     * A store that gives no answer is not asked again before the next time.
     */
    public void refresh(MetadataStore store) {
        boolean silent = false;
        for (Map.Entry<StoreLocation, Known> entry : known.entrySet()) {
            if (!entry.getKey().store().equals(store.name())) {
                continue;
            }
            try {
                Known before = entry.getValue();
                entry.setValue(silent ? before.outOfDate() : read(entry.getKey(), before));
            } catch (StoreUnavailable e) {
                silent = true;
                entry.setValue(entry.getValue().outOfDate());
            }
        }
    }

    /** The collections of that store whose indexes could not be read at the last attempt. */
    public List<String> outOfDate(MetadataStore store) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().store().equals(store.name()))
                .filter(entry -> !entry.getValue().current())
                .map(entry -> entry.getKey().database() + "." + entry.getKey().collection())
                .sorted()
                .toList();
    }

    private Known read(StoreLocation location, Known before) {
        MetadataStore store = stores.of(location);
        try {
            List<BsonDocument> described =
                    IndexReader.ask(store.client(), location, store.config().timeout());
            return new Known(IndexReader.read(described), IndexReader.areBinary(described), true, false);
        } catch (MongoCommandException e) {
            StoreUnavailable told = errors.of(store, e);
            if (before.current()) {
                LOG.warnv(
                        "the indexes of {0}.{1} cannot be read: {2}",
                        location.database(), location.collection(), told.getMessage());
            }
            return before.denied();
        } catch (MongoException e) {
            throw errors.of(store, e);
        }
    }

    /**
     * What is known of one collection's indexes.
     *
     * @param indexes those that were there when they could last be read
     * @param binary whether texts were compared by their bytes then
     * @param current whether that was at the last attempt
     * @param withheld whether the store answered the last attempt with an error
     */
    private record Known(CollectionIndexes indexes, boolean binary, boolean current, boolean withheld) {

        static final Known NOTHING = new Known(CollectionIndexes.OF_ANY_COLLECTION, false, true, false);

        Known outOfDate() {
            return new Known(indexes, binary, false, withheld);
        }

        Known denied() {
            return new Known(indexes, binary, false, true);
        }
    }
}
