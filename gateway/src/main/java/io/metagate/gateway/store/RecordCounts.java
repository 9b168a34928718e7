package io.metagate.gateway.store;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.CountOptions;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.SubjectCount;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Value;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** Counts records in the store. The one thing that it can be asked is what a decision permits. */
@ApplicationScoped
public class RecordCounts {

    /** The most groups of one count; a list that is longer has one more. */
    public static final int MAX_GROUPS = 1_000;

    /** So many groups are looked at one by one, of which the first records mostly tell enough. */
    private static final int FEW_GROUPS = 16;

    private static final Set<BsonType> LIMITS = Set.of(BsonType.MIN_KEY, BsonType.MAX_KEY);
    private static final Set<Integer> NUMBERS_OF_LIMITS = Set.of(-1, 127);

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
     * Whether the records are about so many people at least, as far as the catalogue says whose they are: it reads no further than it takes to know.
     *
     * @param collection the query's collection
     * @param enough how many people
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public boolean areAbout(PermittedQuery query, Collection collection, int enough, String auditId) {
        return areAbout(query, new BsonDocument(), collection, enough, auditId);
    }

    private boolean areAbout(
            PermittedQuery query, BsonDocument further, Collection collection, int enough, String auditId) {
        BsonDocument filter =
                new BsonDocument("$and", new BsonArray(List.of(MongoFilter.of(query.predicate()), further)));
        // Mostly the first records tell.
        return areAbout(
                        query,
                        filter,
                        new SubjectCount(collection, enough),
                        collection,
                        (int) Math.min(Integer.MAX_VALUE, 4L * enough),
                        auditId)
                || areAbout(query, filter, new SubjectCount(collection, enough), collection, 0, auditId);
    }

    private boolean areAbout(
            PermittedQuery query,
            BsonDocument filter,
            SubjectCount people,
            Collection collection,
            int limit,
            String auditId) {
        FieldPath subject = collection.dataSubject().orElseThrow().field();
        return access.query(query.store(), store -> {
            FindIterable<RawBsonDocument> found = collection(store, query)
                    .withDocumentClass(RawBsonDocument.class)
                    .find(filter)
                    .projection(projection(subject))
                    .limit(limit)
                    .maxTime(millis(store), TimeUnit.MILLISECONDS)
                    .comment(auditId);
            access.collation(query.store()).ifPresent(found::collation);
            long end = System.nanoTime() + store.config().timeout().toNanos();
            try (MongoCursor<RawBsonDocument> records = found.iterator()) {
                while (!people.isEnough() && records.hasNext()) {
                    if (!people.add(Page.raw(records.next())) && System.nanoTime() - end > 0) {
                        throw new QueryTooSlow();
                    }
                }
            }
            return people.isEnough();
        });
    }

    private static BsonDocument projection(FieldPath field) {
        BsonDocument projection = new BsonDocument(field.dotted(), new BsonInt32(1));
        return field.equals(FieldPath.ID) ? projection : projection.append("_id", new BsonInt32(0));
    }

    /**
     * How many records there are of each value, in the order of the values. INVARIANT: records whose value has drifted from the declared type are not among
     * them, so that none is counted as one of an equal number (P1).
     *
     * @param by the field of the values, which the query may count by
     * @param people the query's collection, if a group is as large as the number of people that it is about
     * @param smallest groups with fewer records, or people, are left out before any limit, so that they change nothing (P2); those of arrays are left out together
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     */
    public List<Group> groups(
            PermittedQuery query, Field by, Optional<Collection> people, int smallest, String auditId) {
        if (!query.by().equals(Optional.of(by.path()))) {
            throw new IllegalArgumentException("the query does not count by that field");
        }
        Optional<Field> subject = people.flatMap(
                collection -> collection.dataSubject().flatMap(known -> collection.field(known.field())));
        List<Group> groups = groups(query, by, new GroupStages(by, Optional.empty(), smallest), auditId);
        if (subject.isEmpty()) {
            return groups;
        }
        Collection collection = people.orElseThrow();
        if (groups.size() > FEW_GROUPS) {
            groups = groups(query, by, new GroupStages(by, subject, smallest), auditId);
        } else {
            groups = groups.stream()
                    .filter(group -> group.several()
                            || group.value().isEmpty()
                            || areAbout(query, having(by, group.value().get()), collection, smallest, auditId))
                    .toList();
        }
        long several =
                groups.stream().filter(Group::several).mapToLong(Group::count).sum();
        return several < smallest || areAbout(query, several(by.path()), collection, smallest, auditId)
                ? groups
                : groups.stream().filter(group -> !group.several()).toList();
    }

    /** The records of one group: those with that value of the declared type, and no array. */
    private static BsonDocument having(Field by, Value value) {
        BsonDocument equal = MongoFilter.condition(by.path().dotted(), "$eq", MongoFilter.value(value));
        BsonDocument single = new BsonDocument("$nor", new BsonArray(List.of(several(by.path()))));
        return new BsonDocument("$and", new BsonArray(List.of(equal, MongoFilter.of(declared(by)), single)));
    }

    private List<Group> groups(PermittedQuery query, Field by, GroupStages grouping, String auditId) {
        List<BsonDocument> stages = new ArrayList<>();
        stages.add(new BsonDocument("$match", MongoFilter.of(query.predicate())));
        stages.add(new BsonDocument("$match", MongoFilter.of(declared(by))));
        stages.addAll(grouping.stages());
        stages.add(new BsonDocument("$limit", new BsonInt32(MAX_GROUPS + 1 + LIMITS.size())));
        return access.query(query.store(), store -> {
            AggregateIterable<BsonDocument> found = collection(store, query)
                    .aggregate(stages)
                    .maxTime(millis(store), TimeUnit.MILLISECONDS)
                    .comment(auditId);
            access.collation(query.store()).ifPresent(found::collation);
            return found.into(new ArrayList<>()).stream()
                    .filter(group -> !LIMITS.contains(valueOf(group).getBsonType()))
                    .limit(MAX_GROUPS + 1)
                    .map(group -> group(group, StoredTypes.of(by.type())))
                    .toList();
        });
    }

    /** The records with an array at the path, or on the way to it. */
    private static BsonDocument several(FieldPath path) {
        BsonArray places = new BsonArray();
        for (int length = 1; length <= path.segments().size(); length++) {
            String place = String.join(".", path.segments().subList(0, length));
            places.add(MongoFilter.condition(place, "$type", new BsonString("array")));
        }
        return new BsonDocument("$or", places);
    }

    /** Of the least and the greatest value there is one group at most, which can be left out afterwards: not every engine can tell their types. */
    private static Predicate declared(Field by) {
        Set<Integer> drifted = new HashSet<>(StoredTypes.driftedFrom(by.type()).numbers());
        drifted.removeAll(NUMBERS_OF_LIMITS);
        return new Predicate.Not(new Predicate.OfType(by.path(), new StoredTypes(drifted)));
    }

    private static BsonValue valueOf(BsonDocument group) {
        return group.get("_id", BsonNull.VALUE);
    }

    private static Group group(BsonDocument found, StoredTypes declared) {
        BsonValue value = valueOf(found);
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
