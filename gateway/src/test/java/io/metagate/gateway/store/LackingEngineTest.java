package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.query.ComparableRecord;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.gateway.store.write.RecordSnapshot;
import io.metagate.gateway.store.write.RecordWriter;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.engine.EngineAbility;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Before engines that are not able to do all that MongoDB does: what does not need it works, and what needs it is told
 * as such.
 */
class LackingEngineTest {

    private static final Evidence ANNOUNCED = new Evidence() {};
    private static final StoreLocation THINGS = new StoreLocation("backup", "things");

    private final LackingBackend backend = new LackingBackend();
    private final MemoryStore store = new MemoryStore(backend);
    private final MetadataStores stores = store.stores(store.settings());
    private final MetadataStore only = stores.all().get(0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StoreErrors errors = new StoreErrors(meters);
    private final StoreAccess access =
            new StoreAccess(stores, new UnauthenticatedStoreGuard(), new StoreIndexes(stores, errors), errors);
    private final RecordReader records = new RecordReader(access);
    private final StoreAbilities abilities = new StoreAbilities(() -> Map.of(THINGS, EnumSet.allOf(Action.class)));
    private final RecordWriter changes = new RecordWriter(access, abilities);

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void readsAndChangesAndCountsWithoutAnyOfThemWhereNothingNeedsThem() throws Exception {
        hold(IntStream.range(0, 9)
                .mapToObj(i -> "{_id: 'id" + i + "', text: 't" + i % 3 + "', number: " + i % 2 + "}")
                .toArray(String[]::new));
        for (String lacking : List.of("collation", "minKey", "maxKey", "\"$type\"", "$type", "NaN", "$$ROOT")) {
            backend.lack(lacking);
        }

        for (boolean descending : new boolean[] {false, true}) {
            assertThat(paged(new SortKey(FieldPath.ID, descending))).hasSize(9);
            assertThat(paged(new SortKey(FieldPath.of("text"), descending))).hasSize(9);
            assertThat(paged(new SortKey(FieldPath.of("number"), descending))).hasSize(9);
        }
        assertThat(new RecordCounter(access).total(query(Predicate.all()), Optional.empty(), 1, "test"))
                .hasValue(9);
        RecordSnapshot held = fetched("id1");
        assertThat(changes.perform(ChangePolicies.edit(held.record(), "new"), Optional.of(held), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.DONE);
        RecordSnapshot changed = fetched("id1");
        assertThat(changes.perform(ChangePolicies.removal(), Optional.of(changed), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.DONE);
        assertThat(changes.perform(ChangePolicies.creation("new", "new"), Optional.empty(), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$set: {text: 'theirs'}}",
                "{$set: {text: 'OLD'}}",
                "{$set: {text: ['old']}}",
                "{$set: {text: ['old', 'theirs']}}",
                "{$unset: {text: ''}}",
                "{$unset: {number: ''}}",
                "{$set: {number: [null]}}",
                "{$set: {flag: true}}",
                "{$set: {flag: null}}",
                "{$set: {owner: [{size: 3, list: [1, 2]}]}}",
                "{$set: {'owner.size': 4}}",
                "{$set: {'owner.other': 4}}",
                "{$set: {'owner.list': [2, 1]}}",
                "{$set: {'owner.list': [[1, 2]]}}",
                "{$push: {'owner.list': 3}}",
                "{$unset: {'owner.size': ''}}",
                "{$set: {username: [['x', 'y'], 'x']}}",
                "{$set: {username: ['y', 'x']}}"
            })
    void changesNoRecordOfWhichSomebodyElseHasChangedAListedValue(String theirs) throws Exception {
        hold(
                "{_id: 'a', text: 'old', number: null, owner: {size: 3, list: [1, 2]}, username: ['x', 'y'], unlisted: 1}");
        RecordSnapshot held = fetched("a");
        backend.lack("$$ROOT");
        store.things().updateOne(new BsonDocument("_id", new BsonString("a")), BsonDocument.parse(theirs));
        BsonDocument changed = store.things().find().first();

        assertThat(changes.perform(ChangePolicies.edit(held.record(), "mine"), Optional.of(held), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.MISSED);
        assertThat(changes.perform(ChangePolicies.removal(), Optional.of(held), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.MISSED);
        assertThat(store.things().find().first()).isEqualTo(changed);

        RecordSnapshot again = fetched("a");
        assertThat(changes.perform(ChangePolicies.removal(), Optional.of(again), ANNOUNCED, "test"))
                .isEqualTo(WriteOutcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_id: 'a', text: {$regex: 'x', $options: ''}}",
                "{_id: 'a', number: {$numberDouble: 'NaN'}}",
                "{_id: 'a', number: [{$numberDecimal: 'NaN'}]}",
                "{_id: 'a', owner: {x: {$minKey: 1}}}",
                "{_id: 'a', owner: {'x.y': 1}}",
                "{_id: 'a', owner: {'': 1}}"
            })
    void changesNoRecordThatCannotBeToldFromOthers(String thing) {
        hold(thing);
        RecordSnapshot held = fetched("a");
        backend.lack("$$ROOT");

        requireRejection(() -> changes.perform(ChangePolicies.removal(), Optional.of(held), ANNOUNCED, "test"), false);
        assertThat(store.things().countDocuments()).isEqualTo(1);
    }

    @Test
    void asksNoSecondTimeForWhatTheEngineWasSeenToLack() throws Exception {
        hold("{_id: 'a', text: 'old'}");
        backend.lack("$$ROOT");
        abilities.examine(only);
        RecordSnapshot held = fetched("a");

        changes.perform(ChangePolicies.removal(), Optional.of(held), ANNOUNCED, "test");

        assertThat(errors.told(only)).isEmpty();
    }

    @Test
    void tellsARecordWithANameTwiceFromOthersByNothing() {
        byte[] twice = {23, 0, 0, 0, 2, 'a', 0, 2, 0, 0, 0, 'x', 0, 2, 'a', 0, 2, 0, 0, 0, 'y', 0, 0};
        byte[] once = {14, 0, 0, 0, 2, 'a', 0, 2, 0, 0, 0, 'x', 0, 0};

        assertThat(ComparableRecord.isComparable(new RawBsonDocument(twice))).isFalse();
        assertThat(ComparableRecord.isComparable(new RawBsonDocument(once))).isTrue();
    }

    @Test
    void goesOnFromMissingValuesToThoseThatAreThereAndBack() {
        hold("{_id: 'a'}", "{_id: 'b', number: null}", "{_id: 'c', number: 1}", "{_id: 'd', number: 2.5}");
        List.of("collation", "minKey", "maxKey", "NaN").forEach(backend::lack);

        assertThat(paged(new SortKey(FieldPath.of("number"), false))).isEqualTo(texts("a", "b", "c", "d"));
        assertThat(paged(new SortKey(FieldPath.of("number"), true))).isEqualTo(texts("d", "c", "b", "a"));
    }

    @Test
    void refusesAPageThatNeedsWhatTheEngineLacks() {
        hold("{_id: 1}", "{_id: {$maxKey: 1}}");
        backend.lack("maxKey");

        assertThatExceptionOfType(StoreRejection.class)
                .isThrownBy(() -> page(
                        new SortKey(FieldPath.ID, false),
                        Optional.of(new KeysetPosition(List.of(new ScalarValue.Int(1))))))
                .withMessage("the store answered with error 115 CommandNotSupported")
                .matches(e -> !e.unauthorized());
        assertThat(meters.get("metagate.store.errors")
                        .tags("store", "default", "code", "115", "name", "CommandNotSupported")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(errors.told(only)).singleElement().asString().startsWith("115 CommandNotSupported (1, last at ");
    }

    @ParameterizedTest
    @CsvSource({
        "115, CommandNotSupported, false",
        "238, NotImplemented, false",
        "59, CommandNotFound, false",
        "2, BadValue, false",
        "9, FailedToParse, false",
        "72, InvalidOptions, false",
        "303, Unknown, false",
        "0, NotImplemented, false",
        "13, Unauthorized, true",
        "18, AuthenticationFailed, true",
        "8000, AtlasError, true"
    })
    void tellsAPermanentRefusalOfEachOperationAsSuch(int code, String name, boolean unauthorized) {
        hold("{_id: 'a', text: 'old'}");
        RecordSnapshot held = fetched("a");
        backend.lack(command -> !command.contains("listIndexes"), code, name);

        requireRejection(() -> page(new SortKey(FieldPath.ID, false), Optional.empty()), unauthorized);
        requireRejection(
                () -> new RecordCounter(access).total(query(Predicate.all()), Optional.empty(), 1, "test"),
                unauthorized);
        requireRejection(() -> fetched("a"), unauthorized);
        requireRejection(
                () -> changes.perform(ChangePolicies.creation("b", "b"), Optional.empty(), ANNOUNCED, "test"),
                unauthorized);
        requireRejection(
                () -> changes.perform(ChangePolicies.edit(held.record(), "b"), Optional.of(held), ANNOUNCED, "test"),
                unauthorized);
        requireRejection(
                () -> changes.perform(ChangePolicies.removal(), Optional.of(held), ANNOUNCED, "test"), unauthorized);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 91, 189, 11_600, 13_436, 16_500})
    void whatMayPassIsNotPermanent(int code) {
        hold("{_id: 'a'}");
        backend.lack(command -> command.contains("\"find\""), code, "Something");

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> page(new SortKey(FieldPath.ID, false), Optional.empty()))
                .isNotInstanceOf(StoreRejection.class);
    }

    @Test
    void comparesByTheBytesWhereTheCollectionMayDoOtherwise() {
        hold("{_id: 'a'}");
        backend.lack("collation");
        backend.lack(command -> command.contains("listIndexes"), 13, "Unauthorized");

        requireRejection(() -> page(new SortKey(FieldPath.ID, false), Optional.empty()), false);
    }

    @Test
    void tellsEachAbilityThatTheEngineLacksAndWhatWillNotWork() {
        hold("{_id: 'a', text: 'old'}");
        abilities.examine(only);
        assertThat(abilities.lacking(only)).isEmpty();
        backend.lack("collation");
        backend.lack("minKey");
        backend.lack("decimal");
        backend.lack("NaN");
        backend.lack("$$ROOT");
        backend.lack("$group");

        abilities.examine(only);

        assertThat(EngineAbility.values()).allMatch(ability -> abilities.lacks(only, ability));
        assertThat(abilities.lacking(only))
                .hasSize(EngineAbility.values().length)
                .allMatch(sentence -> sentence.contains("(error 115 CommandNotSupported): "))
                .last()
                .isEqualTo("$group (error 115 CommandNotSupported): Counts fail.");

        backend.learn();
        abilities.examine(only);
        assertThat(abilities.lacking(only)).isEmpty();
    }

    private static void requireRejection(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable work, boolean unauthorized) {
        assertThatExceptionOfType(StoreRejection.class)
                .isThrownBy(work)
                .matches(e -> e.unauthorized() == unauthorized)
                .withMessageNotContaining("canary");
    }

    private void hold(String... things) {
        store.hold(List.of(things).stream().map(BsonDocument::parse).toList());
    }

    private List<ScalarValue> paged(SortKey key) {
        List<ScalarValue> ids = new ArrayList<>();
        Optional<KeysetPosition> after = Optional.empty();
        boolean more = true;
        while (more) {
            RecordPage page = page(key, after);
            int taken = page.records().size();
            ids.addAll(MemoryStore.ids(page));
            more = page.goesOnBehind(taken);
            after = taken == 0 ? after : Optional.of(page.positionAfter(taken));
        }
        return ids;
    }

    private RecordPage page(SortKey key, Optional<KeysetPosition> after) {
        return MemoryStore.page(records, Predicate.all(), List.of(key), 2, after);
    }

    private RecordSnapshot fetched(String id) {
        RecordChange change = new RecordChange.Delete(new ScalarValue.Text(id));
        return changes.fetch(ChangePolicies.permitted(change).decision().query(), "test")
                .orElseThrow();
    }

    private static PermittedQuery query(Predicate filter) {
        return ThingsPolicies.permitted(Query.count(filter, Optional.empty())).query();
    }

    private static List<ScalarValue> texts(String... ids) {
        return List.of(ids).stream().<ScalarValue>map(ScalarValue.Text::new).toList();
    }
}
