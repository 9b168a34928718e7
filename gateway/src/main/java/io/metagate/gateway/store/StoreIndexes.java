package io.metagate.gateway.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.IndexReader;
import io.metagate.store.index.Indexes;
import io.metagate.store.index.KnownIndexes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.jboss.logging.Logger;

/** The indexes of the store's collections, as they were when they were last read. */
@ApplicationScoped
public class StoreIndexes implements KnownIndexes {

    private static final Logger LOG = Logger.getLogger(StoreIndexes.class);

    private final Stores stores;
    private final Map<StoreLocation, Known> known = new ConcurrentHashMap<>();

    StoreIndexes(Stores stores) {
        this.stores = stores;
    }

    /**
     * The indexes of a collection; if it was not asked for before, they are read now. Where the store does not let the gateway read them, none but that of
     * the identifiers counts.
     *
     * @throws StoreUnavailable if they are to be read and the store does not answer
     */
    @Override
    public Indexes of(StoreLocation location) {
        Known now = known.get(location);
        if (now == null) {
            now = read(location, Known.NOTHING);
            known.put(location, now);
        }
        return now.indexes();
    }

    /**
     * Reads the indexes of all collections of that store that were asked for anew; what cannot be read stays as it was. A store that gives no answer is not asked
     * again before the next time.
     */
    void refresh(Store store) {
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
    List<String> outOfDate(Store store) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().store().equals(store.name()))
                .filter(entry -> !entry.getValue().current())
                .map(entry -> entry.getKey().database() + "." + entry.getKey().collection())
                .sorted()
                .toList();
    }

    private Known read(StoreLocation location, Known before) {
        try {
            Store store = stores.of(location);
            List<BsonDocument> described =
                    IndexReader.ask(store.client(), location, store.config().timeout());
            return new Known(IndexReader.read(described), true);
        } catch (MongoCommandException e) {
            if (before.current()) {
                LOG.warnv(
                        "the indexes of {0}.{1} cannot be read: error {2}",
                        location.database(), location.collection(), e.getErrorCode());
            }
            return before.outOfDate();
        } catch (MongoException e) {
            throw new StoreUnavailable(e);
        }
    }

    /**
     * What is known of one collection's indexes.
     *
     * @param indexes those that were there when they could last be read
     * @param current whether that was at the last attempt
     */
    private record Known(Indexes indexes, boolean current) {

        static final Known NOTHING = new Known(Indexes.OF_ANY_COLLECTION, true);

        Known outOfDate() {
            return new Known(indexes, false);
        }
    }
}
