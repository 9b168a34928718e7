package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.metagate.gateway.store.StoreAccess;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.IndexReader;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.TotalOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

/**
 * What the cost guard lets through, MongoDB itself plans to answer from an index. Where
 * {@code METAGATE_TEST_MONGODB_URI} names no server, nothing is tried.
 */
class StorePlansTest {

    private static final int RECORDS = 2_000;
    private static final List<Predicate> FILTERS = List.of(
            Predicate.all(),
            equal("region"),
            new Predicate.Compare(FieldPath.of("number"), Relation.GREATER, new ScalarValue.Int(7)),
            new Predicate.StartsWith(FieldPath.of("region"), "r"),
            new Predicate.And(List.of(equal("region"), equal("plan"))),
            new Predicate.Or(List.of(equal("region"), equal("plan"))),
            new Predicate.In(FieldPath.of("region"), List.of(new ScalarValue.Text("r1"), new ScalarValue.Text("r2"))));
    private static final List<List<String>> SORTS =
            List.of(List.of(), List.of("number"), List.of("-number"), List.of("region"), List.of("region", "number"));

    @Test
    void areAnsweredFromAnIndexWithoutSortingWhereTheGuardLetsThemThrough() {
        Optional<String> server = Optional.ofNullable(System.getenv("METAGATE_TEST_MONGODB_URI"));
        if (server.isEmpty()) {
            System.out.println("StorePlansTest: not tried, as METAGATE_TEST_MONGODB_URI names no MongoDB server");
        }
        assumeTrue(server.isPresent(), "METAGATE_TEST_MONGODB_URI names a MongoDB server");
        try (MongoClient client = MongoClients.create(server.get())) {
            MongoDatabase database = client.getDatabase("metagate-test-" + UUID.randomUUID());
            fill(database);
            FILTERS.forEach(filter -> SORTS.forEach(sort -> explain(database, filter, sort)));
            database.drop();
        }
    }

    private static void fill(MongoDatabase database) {
        List<BsonDocument> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> BsonDocument.parse("{_id: 'id" + i + "', region: 'r" + i % 7 + "', plan: 'p" + i % 5
                        + "', number: " + i % 50 + "}"))
                .toList();
        database.getCollection("things", BsonDocument.class).insertMany(records);
        Stream.of("{region: 1}", "{plan: 1}", "{number: 1, _id: 1}", "{region: 1, number: 1, _id: 1}")
                .map(BsonDocument::parse)
                .forEach(database.getCollection("things")::createIndex);
    }

    private static void explain(MongoDatabase database, Predicate filter, List<String> sort) {
        List<BsonDocument> described =
                database.getCollection("things").listIndexes(BsonDocument.class).into(new ArrayList<>());
        CollectionIndexes indexes = IndexReader.read(described);
        List<SortKey> keys = sort.stream()
                .map(key -> new SortKey(FieldPath.of(key.replace("-", "")), key.startsWith("-")))
                .toList();
        if (!indexes.canFind(filter) || (!sort.isEmpty() && !indexes.canSort(filter, TotalOrder.of(keys)))) {
            return;
        }
        KeysetOrder order = new KeysetOrder(keys);
        BsonDocument first = MongoFilter.of(filter);
        BsonDocument later =
                new BsonDocument("$and", new BsonArray(List.of(first, order.behind(position(order, keys)))));
        for (BsonDocument page : List.of(first, later)) {
            List<String> plans = plans(database, page, order);
            assertThat(plans.get(0)).as("%s by %s", page, sort).doesNotContain("COLLSCAN");
            assertThat(plans)
                    .as("%s by %s", page, sort)
                    .anyMatch(plan -> sort.isEmpty() || !plan.contains("\"stage\": \"SORT\""));
        }
    }

    /** A place in the middle of the order. */
    private static KeysetPosition position(KeysetOrder order, List<SortKey> keys) {
        List<ScalarValue> values = new ArrayList<>();
        keys.forEach(key -> values.add(
                key.path().dotted().equals("number") ? new ScalarValue.Int(25) : new ScalarValue.Text("r3")));
        values.add(new ScalarValue.Text("id5"));
        KeysetPosition position = new KeysetPosition(values);
        assertThat(order.fits(position)).isTrue();
        return position;
    }

    /** The plan that the store takes, and those that it rejects, as JSON. */
    private static List<String> plans(MongoDatabase database, BsonDocument filter, KeysetOrder order) {
        BsonDocument find = new BsonDocument("find", new BsonString("things"))
                .append("filter", filter)
                .append("sort", order.order())
                .append("limit", new BsonInt32(11))
                .append("collation", StoreAccess.BINARY.asDocument());
        BsonDocument command = new BsonDocument("explain", find).append("verbosity", new BsonString("queryPlanner"));
        BsonDocument planner = database.runCommand(command, BsonDocument.class).getDocument("queryPlanner");
        List<String> plans = new ArrayList<>();
        plans.add(planner.getDocument("winningPlan").toJson());
        planner.getArray("rejectedPlans")
                .forEach(plan -> plans.add(plan.asDocument().toJson()));
        return plans;
    }

    private static Predicate equal(String path) {
        return new Predicate.Compare(FieldPath.of(path), Relation.EQUAL, new ScalarValue.Text(path.charAt(0) + "1"));
    }
}
