package io.metagate.gateway.store;

import com.mongodb.client.AggregateIterable;
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

    private final StoreAccess access;

    RecordCounts(StoreAccess access) {
        this.access = access;
    }

    /**
     * How many records there are.
     *
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public long total(PermittedQuery query, String auditId) {
        return access.query(query.store(), store -> {
            CountOptions options = new CountOptions()
                    .maxTime(millis(store), TimeUnit.MILLISECONDS)
                    .comment(auditId);
            access.collation(query.store()).ifPresent(options::collation);
            return collection(store, query).countDocuments(MongoFilter.of(query.predicate()), options);
        });
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
        return access.query(query.store(), store -> {
            AggregateIterable<BsonDocument> found = collection(store, query)
                    .aggregate(stages)
                    .maxTime(millis(store), TimeUnit.MILLISECONDS)
                    .comment(auditId);
            return access.collation(query.store())
                    .map(found::collation)
                    .orElse(found)
                    .map(group -> group(group, StoredTypes.of(by.type())))
                    .into(new ArrayList<>());
        });
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

    private static MongoCollection<BsonDocument> collection(Store store, PermittedQuery query) {
        return store.client()
                .getDatabase(query.store().database())
                .getCollection(query.store().collection(), BsonDocument.class);
    }

    private static long millis(Store store) {
        return store.config().timeout().toMillis();
    }
}
