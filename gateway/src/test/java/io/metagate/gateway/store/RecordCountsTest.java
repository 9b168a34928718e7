package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.metagate.gateway.fixture.Things;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordCountsTest {

    private static final Field TEXT = field("text");
    private static final Field NUMBER = field("number");

    private final MemoryStore store = new MemoryStore();
    private final RecordCounts counts =
            new RecordCounts(MemoryStore.access(store.stores(store.settings()), new Exposures()));

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void countsTheRecordsThatMeetTheFilter() {
        hold("{_id: 'a', text: 'x'}", "{_id: 'b', text: 'y'}", "{_id: 'c', text: ['x', 'y']}", "{_id: 'd'}");

        assertThat(counts.total(query(Predicate.all(), Optional.empty()), "test"))
                .isEqualTo(4);
        assertThat(counts.total(query(isX(), Optional.empty()), "test")).isEqualTo(2);
    }

    @Test
    void countsByValueInTheOrderOfValues() {
        hold("{_id: 'a', text: 'y'}", "{_id: 'b', text: 'x'}", "{_id: 'c', text: 'y'}", "{_id: 'd'}");
        store.things().insertOne(BsonDocument.parse("{_id: 'e', text: null}"));

        assertThat(groups(Predicate.all()))
                .containsExactly(
                        group(new Value.Null(), 2), group(new Value.Text("x"), 1), group(new Value.Text("y"), 2));
        assertThat(groups(isX())).containsExactly(group(new Value.Text("x"), 1));
    }

    @Test
    void leavesOutSmallGroupsButThoseOfArrays() {
        hold("{_id: 'a', text: 'y'}", "{_id: 'b', text: 'x'}", "{_id: 'c', text: 'y'}", "{_id: 'd', text: ['p', 'q']}");

        assertThat(counts.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, 2, "test"))
                .containsExactlyInAnyOrder(group(new Value.Text("y"), 2), new Group(Optional.empty(), true, 1));
    }

    @Test
    void tellsOneValueFromSeveral() {
        hold("{_id: 'a', text: 'z'}", "{_id: 'b', text: ['x', 'y']}");

        assertThat(groups(Predicate.all()))
                .containsExactlyInAnyOrder(group(new Value.Text("z"), 1), new Group(Optional.empty(), true, 1));
    }

    @Test
    void countsNoRecordsWhoseValueHasDrifted() {
        hold(
                "{_id: 'a', number: 5}",
                "{_id: 'b', number: 5.0}",
                "{_id: 'c', number: {$numberLong: '5'}}",
                "{_id: 'd', number: {$numberDecimal: '5'}}",
                "{_id: 'e', number: '5'}",
                "{_id: 'f', number: {secret: 1}}",
                "{_id: 'g', number: 6.0}",
                "{_id: 'h'}");

        assertThat(counts.groups(query(Predicate.all(), Optional.of(NUMBER)), NUMBER, 1, "test"))
                .containsExactly(group(new Value.Null(), 1), group(new Value.Int(5), 2));
    }

    @Test
    void findsOneGroupMoreThanAllowedAndNoMore() {
        store.hold(IntStream.range(0, RecordCounts.MAX_GROUPS + 20)
                .mapToObj(i -> BsonDocument.parse("{_id: 'r" + i + "', text: 't" + i + "'}"))
                .toList());

        assertThat(groups(Predicate.all())).hasSize(RecordCounts.MAX_GROUPS + 1);
    }

    @Test
    void countsByNothingElseThanWhatIsPermitted() {
        PermittedQuery permitted = query(Predicate.all(), Optional.of(TEXT));

        assertThatIllegalArgumentException().isThrownBy(() -> counts.groups(permitted, NUMBER, 1, "test"));
    }

    @Test
    void saysThatTheStoreIsGone() {
        store.stop();
        try (MongoClient client = MongoClients.create(store.uri() + "/?serverSelectionTimeoutMS=100")) {
            RecordCounts gone = new RecordCounts(MemoryStore.access(
                    new Stores(List.of(new Store("default", store.settings(), client))), new Exposures()));

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> gone.total(query(Predicate.all(), Optional.empty()), "test"));
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> gone.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, 1, "test"));
        }
    }

    private List<Group> groups(Predicate filter) {
        return counts.groups(query(filter, Optional.of(TEXT)), TEXT, 1, "test");
    }

    private static Predicate isX() {
        return new Predicate.Compare(TEXT.path(), Predicate.Relation.EQUAL, new Value.Text("x"));
    }

    private static PermittedQuery query(Predicate filter, Optional<Field> by) {
        return Things.permitted(Query.count(filter, by.map(Field::path))).query();
    }

    private static Field field(String path) {
        return Things.POLICIES
                .catalogue()
                .collection(Things.COLLECTION)
                .flatMap(things -> things.field(FieldPath.of(path)))
                .orElseThrow();
    }

    private static Group group(Value value, long count) {
        return new Group(Optional.of(value), false, count);
    }

    private void hold(String... records) {
        store.hold(List.of(records).stream().map(BsonDocument::parse).toList());
    }
}
