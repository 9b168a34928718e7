package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.AnonymousAccessProbe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordCounterTest {

    private static final Field TEXT = field("text");
    private static final Field NUMBER = field("number");

    private final MemoryStore store = new MemoryStore();
    private final RecordCounter counts =
            new RecordCounter(MemoryStore.access(store.stores(store.settings()), new UnauthenticatedStoreGuard()));

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void countsTheRecordsThatMeetTheFilter() {
        hold("{_id: 'a', text: 'x'}", "{_id: 'b', text: 'y'}", "{_id: 'c', text: ['x', 'y']}", "{_id: 'd'}");

        assertThat(total(Predicate.all(), 1)).hasValue(4);
        assertThat(total(isX(), 1)).hasValue(2);
        assertThat(total(isX(), 3)).isEmpty();
    }

    @Test
    void countsByValueInTheOrderOfValues() {
        hold("{_id: 'a', text: 'y'}", "{_id: 'b', text: 'x'}", "{_id: 'c', text: 'y'}", "{_id: 'd'}");
        store.things().insertOne(BsonDocument.parse("{_id: 'e', text: null}"));

        assertThat(groups(Predicate.all()))
                .containsExactly(
                        group(new ScalarValue.Null(), 2),
                        group(new ScalarValue.Text("x"), 1),
                        group(new ScalarValue.Text("y"), 2));
        assertThat(groups(isX())).containsExactly(group(new ScalarValue.Text("x"), 1));
    }

    @Test
    void leavesOutSmallGroupsButThoseOfArrays() {
        hold("{_id: 'a', text: 'y'}", "{_id: 'b', text: 'x'}", "{_id: 'c', text: 'y'}", "{_id: 'd', text: ['p', 'q']}");

        assertThat(counts.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, Optional.empty(), 2, "test"))
                .containsExactlyInAnyOrder(
                        group(new ScalarValue.Text("y"), 2), new CountGroup(Optional.empty(), true, 1));
    }

    @Test
    void tellsOneValueFromSeveral() {
        hold("{_id: 'a', text: 'z'}", "{_id: 'b', text: ['x', 'y']}");

        assertThat(groups(Predicate.all()))
                .containsExactlyInAnyOrder(
                        group(new ScalarValue.Text("z"), 1), new CountGroup(Optional.empty(), true, 1));
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
                "{_id: 'h'}",
                "{_id: 'i', number: {$minKey: 1}}",
                "{_id: 'j', number: {$maxKey: 1}}");

        assertThat(counts.groups(query(Predicate.all(), Optional.of(NUMBER)), NUMBER, Optional.empty(), 1, "test"))
                .containsExactly(group(new ScalarValue.Null(), 1), group(new ScalarValue.Int(5), 2));
    }

    @Test
    void findsOneGroupMoreThanAllowedAndNoMore() {
        store.hold(IntStream.range(0, RecordCounter.MAX_GROUPS + 20)
                .mapToObj(i -> BsonDocument.parse("{_id: 'r" + i + "', text: 't" + i + "'}"))
                .toList());

        assertThat(groups(Predicate.all())).hasSize(RecordCounter.MAX_GROUPS + 1);
    }

    @Test
    void tellsFewPeopleFromMany() {
        hold("{_id: 'a', username: 'jane'}", "{_id: 'b', username: 'jane'}", "{_id: 'c', username: ['jane', 'max']}");
        assertThat(areAbout(things("username"), 1)).isTrue();
        assertThat(areAbout(things("username"), 2)).isTrue();
        assertThat(areAbout(things("username"), 3)).isFalse();

        hold("{_id: 'a'}", "{_id: 'b', username: null}", "{_id: 'c', username: []}", "{_id: 'd', username: [null]}");
        assertThat(areAbout(things("username"), 1)).as("nobody").isFalse();

        hold("{_id: 'a', username: 1}", "{_id: 'b', username: {a: 'x'}}", "{_id: 'c', username: [[2]]}");
        assertThat(areAbout(things("username"), 1)).as("of another type").isFalse();
    }

    @Test
    void findsPeopleInDocumentsAndTheirArraysAndInTheIdentifier() {
        hold(
                "{_id: 'a', owner: {name: 'jane'}}",
                "{_id: 'b', owner: [{name: 'jane'}, {name: ['max', 'jane']}]}",
                "{_id: 'c', owner: 'nobody'}");

        assertThat(areAbout(things("owner.name"), 2)).isTrue();
        assertThat(areAbout(things("owner.name"), 3)).isFalse();
        assertThat(areAbout(things("_id"), 3)).isTrue();
        assertThat(areAbout(things("_id"), 4)).isFalse();
    }

    @Test
    void countsByValueWhereEnoughPeopleHaveIt() {
        hold(
                "{_id: 'a', text: 'x', username: 'jane'}",
                "{_id: 'b', text: 'x', username: 'jane'}",
                "{_id: 'c', text: 'x', username: 'jane'}",
                "{_id: 'd', text: 'y', username: 'jane'}",
                "{_id: 'e', text: 'y', username: ['max', 'ann']}",
                "{_id: 'f', text: 'y'}",
                "{_id: 'g', username: 'jane'}",
                "{_id: 'h', text: null, username: 'jane'}",
                "{_id: 'i', text: 'z', username: 5}",
                "{_id: 'j', text: 'z', username: 6}");

        assertThat(people("username", 1))
                .containsExactly(
                        group(new ScalarValue.Null(), 2),
                        group(new ScalarValue.Text("x"), 3),
                        group(new ScalarValue.Text("y"), 3));
        assertThat(people("username", 2)).containsExactly(group(new ScalarValue.Text("y"), 3));
        assertThat(people("username", 3)).containsExactly(group(new ScalarValue.Text("y"), 3));
        assertThat(people("username", 4)).isEmpty();
    }

    @Test
    void countsManyGroupsAsItCountsFew() {
        store.hold(IntStream.range(0, 120)
                .mapToObj(i -> BsonDocument.parse("{_id: 'r" + i + "', text: 't" + i % 40 + "', username: 'u"
                        + (i % 40 < 20 ? i % 40 : i) + "', owner: [{name: ['p" + i + "', 'q']}]}"))
                .toList());

        assertThat(people("username", 3)).hasSize(20).allMatch(group -> group.count() == 3);
        assertThat(people("owner.name", 4)).isEmpty();
        assertThat(people("owner.name", 3)).hasSize(40).allMatch(group -> group.count() == 3);
    }

    @Test
    void countsARecordOfSeveralPeopleOnceWhereverTheyStand() {
        hold(
                "{_id: 'a', text: 'x', owner: [{name: ['jane', 'max']}, {name: 'ann'}, {}]}",
                "{_id: 'b', text: 'x', owner: {name: 'eve'}}",
                "{_id: 'c', text: 'x', owner: []}");

        assertThat(people("owner.name", 3)).containsExactly(group(new ScalarValue.Text("x"), 3));
        assertThat(people("owner.name", 1)).containsExactly(group(new ScalarValue.Text("x"), 3));
    }

    /**
     * Whether records with several values at the field make the count a refusal depends on how many people they are
     * about, too.
     */
    @Test
    void leavesOutArraysOfFewPeople() {
        hold(
                "{_id: 'a', text: ['x', 'y'], username: 'jane'}",
                "{_id: 'b', text: ['x'], username: 'jane'}",
                "{_id: 'c', text: [], username: 'jane'}");
        assertThat(people("username", 2)).isEmpty();

        store.things().insertOne(BsonDocument.parse("{_id: 'd', text: ['z'], username: 'max'}"));
        assertThat(people("username", 2)).isNotEmpty().allMatch(CountGroup::several);
    }

    private boolean areAbout(Collection things, int enough) {
        return counts.total(query(Predicate.all(), Optional.empty()), Optional.of(things), enough, "test")
                .isPresent();
    }

    private OptionalLong total(Predicate filter, int smallest) {
        return counts.total(query(filter, Optional.empty()), Optional.empty(), smallest, "test");
    }

    private List<CountGroup> people(String subject, int smallest) {
        Optional<Collection> things = Optional.of(things(subject));
        return counts.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, things, smallest, "test");
    }

    /** Things whose data subject is named in that field. */
    private static Collection things(String subject) {
        Field id = new Field(FieldPath.ID, FieldType.STRING, TEXT.classification());
        Field person = new Field(FieldPath.of(subject), FieldType.STRING, TEXT.classification());
        List<Field> fields = subject.equals("_id") ? List.of(TEXT) : List.of(TEXT, person);
        DataSubject known = new DataSubject(person.path(), "account");
        return new Collection("things", new StoreLocation("backup", "things"), id, Optional.of(known), fields);
    }

    @Test
    void asksNothingOfAStoreThatAnswersStrangers() {
        MetadataStores stores = store.stores(store.settings());
        UnauthenticatedStoreGuard exposures = new UnauthenticatedStoreGuard();
        RecordCounter guarded = new RecordCounter(MemoryStore.access(stores, exposures));
        exposures.note(stores.all().get(0), AnonymousAccessProbe.Finding.ANSWERED);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> guarded.total(query(Predicate.all(), Optional.empty()), Optional.empty(), 1, "test"))
                .withMessage("the store answers without credentials and is not asked");
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() ->
                        guarded.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, Optional.empty(), 1, "test"))
                .withMessage("the store answers without credentials and is not asked");
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> guarded.total(
                        query(Predicate.all(), Optional.empty()), Optional.of(things("username")), 2, "test"))
                .withMessage("the store answers without credentials and is not asked");

        exposures.note(stores.all().get(0), AnonymousAccessProbe.Finding.REFUSED);
        assertThat(guarded.total(query(Predicate.all(), Optional.empty()), Optional.empty(), 0, "test"))
                .hasValue(0);
    }

    @Test
    void countsByNothingElseThanWhatIsPermitted() {
        PermittedQuery permitted = query(Predicate.all(), Optional.of(TEXT));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.groups(permitted, NUMBER, Optional.empty(), 1, "test"));
    }

    @Test
    void saysThatTheStoreIsGone() {
        store.stop();
        try (MongoClient client = MongoClients.create(store.uri() + "/?serverSelectionTimeoutMS=100")) {
            RecordCounter gone = new RecordCounter(MemoryStore.access(
                    new MetadataStores(List.of(new MetadataStore("default", store.settings(), client))),
                    new UnauthenticatedStoreGuard()));

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(
                            () -> gone.total(query(Predicate.all(), Optional.empty()), Optional.empty(), 1, "test"));
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() ->
                            gone.groups(query(Predicate.all(), Optional.of(TEXT)), TEXT, Optional.empty(), 1, "test"));
        }
    }

    private List<CountGroup> groups(Predicate filter) {
        return counts.groups(query(filter, Optional.of(TEXT)), TEXT, Optional.empty(), 1, "test");
    }

    private static Predicate isX() {
        return new Predicate.Compare(TEXT.path(), Predicate.Relation.EQUAL, new ScalarValue.Text("x"));
    }

    private static PermittedQuery query(Predicate filter, Optional<Field> by) {
        return ThingsPolicies.permitted(Query.count(filter, by.map(Field::path)))
                .query();
    }

    private static Field field(String path) {
        return ThingsPolicies.POLICIES
                .catalogue()
                .collection(ThingsPolicies.COLLECTION)
                .flatMap(things -> things.field(FieldPath.of(path)))
                .orElseThrow();
    }

    private static CountGroup group(ScalarValue value, long count) {
        return new CountGroup(Optional.of(value), false, count);
    }

    private void hold(String... records) {
        store.hold(List.of(records).stream().map(BsonDocument::parse).toList());
    }
}
