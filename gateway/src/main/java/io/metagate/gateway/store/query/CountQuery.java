package io.metagate.gateway.store.query;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CountOptions;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.SubjectCount;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/** The queries of one count, all before one deadline. */
final class CountQuery {

    /** So many groups are looked at one by one, of which the first records mostly tell enough. */
    private static final int FEW_GROUPS = 16;

    private static final Set<BsonType> LIMITS = Set.of(BsonType.MIN_KEY, BsonType.MAX_KEY);
    private static final Set<Integer> NUMBERS_OF_LIMITS = Set.of(-1, 127);

    private final MetadataStore store;
    private final PermittedQuery query;
    private final Optional<Collation> collation;
    private final String auditId;
    private final QueryDeadline deadline;

    CountQuery(
            MetadataStore store,
            PermittedQuery query,
            Optional<Collation> collation,
            String auditId,
            QueryDeadline deadline) {
        this.store = store;
        this.query = query;
        this.collation = collation;
        this.auditId = auditId;
        this.deadline = deadline;
    }

    /** How many records there are; empty if there are fewer, or they are about fewer people. */
    OptionalLong total(Optional<Collection> people, int smallest) {
        BsonDocument filter = MongoFilter.of(query.predicate());
        if (people.isPresent() && !areAbout(filter, people.get(), smallest)) {
            return OptionalLong.empty();
        }
        CountOptions options = new CountOptions()
                .maxTime(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                .comment(auditId);
        collation.ifPresent(options::collation);
        long total = records().countDocuments(filter, options);
        return total < smallest ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /**
     * Whether the records are about so many people at least, as far as the catalogue says whose they are: it reads no
     * further than it takes to know.
     */
    private boolean areAbout(BsonDocument filter, Collection collection, int enough) {
        SubjectCount people = new SubjectCount(collection, enough);
        FieldPath subject = collection.dataSubject().orElseThrow().field();
        // Mostly the first records tell.
        int first = (int) Math.min(Integer.MAX_VALUE, 4L * enough);
        if (read(filter, subject, first, people) == first && !people.isEnough()) {
            read(filter, subject, 0, people);
        }
        return people.isEnough();
    }

    /** Reads records until there are people enough; returns how many. */
    private long read(BsonDocument filter, FieldPath subject, int limit, SubjectCount people) {
        FindIterable<RawBsonDocument> found = records()
                .withDocumentClass(RawBsonDocument.class)
                .find(filter)
                .projection(projection(subject))
                .limit(limit)
                .maxTime(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                .comment(auditId);
        collation.ifPresent(found::collation);
        long read = 0;
        try (MongoCursor<RawBsonDocument> cursor = found.iterator()) {
            while (!people.isEnough() && cursor.hasNext()) {
                deadline.millisLeft();
                people.add(RecordPage.raw(cursor.next()));
                read++;
            }
        }
        return read;
    }

    private static BsonDocument projection(FieldPath field) {
        BsonDocument projection = new BsonDocument(field.dotted(), new BsonInt32(1));
        return field.equals(FieldPath.ID) ? projection : projection.append("_id", new BsonInt32(0));
    }

    /** How many records there are of each value, without the groups that are too small. */
    List<CountGroup> groups(Field by, Optional<Collection> people, int smallest) {
        Optional<Field> subject = people.flatMap(
                collection -> collection.dataSubject().flatMap(known -> collection.field(known.field())));
        List<CountGroup> groups = groups(by, new GroupStages(by, Optional.empty(), smallest));
        if (subject.isEmpty()) {
            return groups;
        }
        Collection collection = people.orElseThrow();
        if (groups.size() > FEW_GROUPS || groups.stream().anyMatch(CountQuery::isNoValue)) {
            groups = groups(by, new GroupStages(by, subject, smallest));
        } else {
            groups = groups.stream()
                    .filter(group ->
                            group.several() || areAbout(having(by, group.value().get()), collection, smallest))
                    .toList();
        }
        long several = groups.stream()
                .filter(CountGroup::several)
                .mapToLong(CountGroup::count)
                .sum();
        return several < smallest || areAbout(both(several(by.path())), collection, smallest)
                ? groups
                : groups.stream().filter(group -> !group.several()).toList();
    }

    /** Whether its records cannot be found by their value. */
    private static boolean isNoValue(CountGroup group) {
        return !group.several() && group.value().isEmpty();
    }

    /** The records of one group: those with that value of the declared type, and no array. */
    private BsonDocument having(Field by, ScalarValue value) {
        BsonDocument equal = MongoFilter.condition(by.path().dotted(), "$eq", MongoFilter.value(value));
        BsonDocument single = new BsonDocument("$nor", new BsonArray(List.of(several(by.path()))));
        return both(equal, MongoFilter.of(declared(by)), single);
    }

    /** The permitted records that meet those filters too. */
    private BsonDocument both(BsonDocument... further) {
        BsonArray all = new BsonArray(List.of(MongoFilter.of(query.predicate())));
        all.addAll(List.of(further));
        return new BsonDocument("$and", all);
    }

    private List<CountGroup> groups(Field by, GroupStages grouping) {
        List<BsonDocument> stages = new ArrayList<>();
        stages.add(new BsonDocument("$match", MongoFilter.of(query.predicate())));
        stages.add(new BsonDocument("$match", MongoFilter.of(declared(by))));
        stages.addAll(grouping.stages());
        stages.add(new BsonDocument("$limit", new BsonInt32(RecordCounter.MAX_GROUPS + 1 + LIMITS.size())));
        AggregateIterable<BsonDocument> found = records()
                .aggregate(stages)
                .maxTime(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                .comment(auditId);
        collation.ifPresent(found::collation);
        return found.into(new ArrayList<>()).stream()
                .filter(group -> !LIMITS.contains(valueOf(group).getBsonType()))
                .limit(RecordCounter.MAX_GROUPS + 1)
                .map(group -> group(group, StoredTypes.of(by.type())))
                .toList();
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

    /**
     * Of the least and the greatest value there is one group at most, which can be left out afterwards: not every
     * engine can tell their types.
     */
    private static Predicate declared(Field by) {
        Set<Integer> drifted = new HashSet<>(StoredTypes.driftedFrom(by.type()).numbers());
        drifted.removeAll(NUMBERS_OF_LIMITS);
        return new Predicate.Not(new Predicate.OfType(by.path(), new StoredTypes(drifted)));
    }

    private static BsonValue valueOf(BsonDocument group) {
        return group.get("_id", BsonNull.VALUE);
    }

    private static CountGroup group(BsonDocument found, StoredTypes declared) {
        BsonValue value = valueOf(found);
        boolean drifted = !declared.has(value.getBsonType().getValue());
        return new CountGroup(
                drifted ? Optional.empty() : BsonScalar.known(value),
                value.isArray(),
                found.getNumber("count").longValue());
    }

    private MongoCollection<BsonDocument> records() {
        return store.client()
                .getDatabase(query.store().database())
                .getCollection(query.store().collection(), BsonDocument.class);
    }
}
