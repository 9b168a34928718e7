package io.metagate.gateway.store;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.request.Predicate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Counts records in the store. The one thing that it can be asked is what a decision permits. */
@ApplicationScoped
public class RecordCounts {

    /** The most groups of one count; a list that is longer has one more. */
    public static final int MAX_GROUPS = 1_000;

    private final Stores stores;
    private final Exposures exposures;

    RecordCounts(Stores stores, Exposures exposures) {
        this.stores = stores;
        this.exposures = exposures;
    }

    /**
     * How many records there are.
     *
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public long total(PermittedQuery query, String auditId) {
        CountOptions options = new CountOptions()
                .collation(RecordStore.BINARY)
                .maxTime(millis(query), TimeUnit.MILLISECONDS)
                .comment(auditId);
        try {
            return collection(query).countDocuments(MongoFilter.of(query.predicate()), options);
        } catch (MongoExecutionTimeoutException e) {
            throw new QueryTooSlow(e);
        } catch (MongoException e) {
            throw new StoreUnavailable(e);
        }
    }

    /**
     * How many records there are of each value, in the order of the values. INVARIANT: records whose value has drifted from the declared type are not among
     * them, so that none is counted as one of an equal number (P1).
     *
     * @param by the field of the values, which the query may count by
     * @param smallest groups with fewer records are left out before any limit, so that they change nothing (P2); those of arrays are not
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public List<Group> groups(PermittedQuery query, Field by, int smallest, String auditId) {
        if (!query.by().equals(Optional.of(by.path()))) {
            throw new IllegalArgumentException("the query does not count by that field");
        }
        List<BsonDocument> stages = List.of(
                new BsonDocument("$match", MongoFilter.of(query.predicate())),
                new BsonDocument("$match", MongoFilter.of(declared(by))),
                new BsonDocument(
                        "$group",
                        new BsonDocument("_id", new BsonString("$" + by.path().dotted()))
                                .append("count", new BsonDocument("$sum", new BsonInt32(1)))),
                new BsonDocument("$match", largeOrSeveral(smallest)),
                new BsonDocument("$sort", new BsonDocument("_id", new BsonInt32(1))),
                new BsonDocument("$limit", new BsonInt32(MAX_GROUPS + 1)));
        try {
            return collection(query)
                    .aggregate(stages)
                    .collation(RecordStore.BINARY)
                    .maxTime(millis(query), TimeUnit.MILLISECONDS)
                    .comment(auditId)
                    .map(found -> group(found, StoredTypes.of(by.type())))
                    .into(new ArrayList<>());
        } catch (MongoExecutionTimeoutException e) {
            throw new QueryTooSlow(e);
        } catch (MongoException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static BsonDocument largeOrSeveral(int smallest) {
        BsonDocument large = new BsonDocument("count", new BsonDocument("$gte", new BsonInt32(smallest)));
        BsonDocument several = new BsonDocument("_id", new BsonDocument("$type", new BsonString("array")));
        return new BsonDocument("$or", new BsonArray(List.of(large, several)));
    }

    private static Predicate declared(Field by) {
        return new Predicate.Not(new Predicate.OfType(by.path(), StoredTypes.driftedFrom(by.type())));
    }

    private static Group group(BsonDocument found, StoredTypes declared) {
        BsonValue value = found.get("_id", BsonNull.VALUE);
        boolean drifted = !declared.has(value.getBsonType().getValue());
        return new Group(
                drifted ? Optional.empty() : BsonScalar.known(value),
                value.isArray(),
                found.getNumber("count").longValue());
    }

    private MongoCollection<BsonDocument> collection(PermittedQuery query) {
        Store store = stores.of(query.store());
        exposures.requireNone(store);
        return store.client()
                .getDatabase(query.store().database())
                .getCollection(query.store().collection(), BsonDocument.class);
    }

    private long millis(PermittedQuery query) {
        return stores.of(query.store()).config().timeout().toMillis();
    }
}
