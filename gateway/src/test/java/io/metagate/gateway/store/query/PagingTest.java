package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.store.MemoryStore;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final int ROUNDS = 120;
    private static final List<String> PATHS = List.of("text", "number", "flag", "time", "owner.size");

    private static MemoryStore store;

    private final Seeded random = Seeded.forTest("PagingTest");

    @BeforeAll
    static void startStore() {
        store = new MemoryStore();
    }

    @AfterAll
    static void stopStore() {
        store.close();
    }

    @Test
    void givesEveryRecordOnceAndInOrderHoweverItIsCutIntoPages() {
        for (int round = 0; round < ROUNDS; round++) {
            int count = 1 + random.below(40);
            store.hold(IntStream.range(0, count).mapToObj(this::record).toList());
            List<SortKey> sort = sort();
            List<ScalarValue> whole = MemoryStore.ids(page(sort, 1000, Optional.empty()));

            assertThat(whole).hasSize(count).doesNotHaveDuplicates();
            assertThat(paged(sort, () -> 1 + random.below(7))).as("by %s", sort).isEqualTo(whole);
        }
    }

    @Test
    void losesNoRecordWhoseIdentifierHasAnotherType() {
        store.hold(Stream.of(
                        new BsonString("x"),
                        new BsonObjectId(new ObjectId("0123456789abcdef01234567")),
                        new BsonObjectId(new ObjectId("0123456789abcdef01234568")),
                        new BsonInt32(1),
                        new BsonDateTime(0),
                        new BsonBinary(new UUID(1, 2)),
                        BsonBoolean.TRUE)
                .map(id -> new BsonDocument("_id", id))
                .toList());
        List<SortKey> backwards = List.of(key("_id", true));

        assertThat(paged(List.of(), () -> 1))
                .hasSize(7)
                .isEqualTo(MemoryStore.ids(page(List.of(), 9, Optional.empty())));
        assertThat(paged(backwards, () -> 1))
                .hasSize(7)
                .isEqualTo(MemoryStore.ids(page(backwards, 9, Optional.empty())));
    }

    @Test
    void goesOnBehindAValueInTheNextType() {
        store.hold(List.of(
                thing("a", "number", new BsonInt32(1)),
                thing("b", "number", new BsonInt32(2)),
                thing("c", "number", new BsonString("x")),
                thing("d", "number", BsonNull.VALUE)));

        assertThat(paged(List.of(key("number", false)), () -> 1)).isEqualTo(texts("d", "a", "b", "c"));
        assertThat(paged(List.of(key("number", true)), () -> 1)).isEqualTo(texts("c", "b", "a", "d"));
    }

    /** What no position can hold is met wherever it stands, however the order is cut: it is not skipped. */
    @Test
    void meetsRareValuesWhereverTheyStand() {
        List<BsonValue> rare = List.of(
                new BsonDouble(Double.NaN),
                new BsonDecimal128(Decimal128.NaN),
                new BsonArray(),
                new BsonMinKey(),
                new BsonMaxKey(),
                new BsonTimestamp(1),
                new BsonDocument("size", new BsonInt32(1)));
        for (BsonValue value : rare) {
            for (boolean descending : new boolean[] {false, true}) {
                for (String tie : List.of("_id", "text")) {
                    store.hold(List.of(
                            thing("a", "number", new BsonInt32(2)),
                            thing("b", "number", BsonNull.VALUE),
                            thing("c", "number", new BsonInt32(1)),
                            thing("d", "number", new BsonString("x")),
                            thing("e", "number", value),
                            thing("f", "number", BsonNull.VALUE),
                            thing("g", "number", new BsonDateTime(3))));

                    assertThatExceptionOfType(UnsortableRecords.class)
                            .as("%s descending %s", value, descending)
                            .isThrownBy(() -> paged(List.of(key("number", descending), key(tie, false)), () -> 1));
                }
            }
        }
    }

    @Test
    void refusesToGoOnBehindWhatNoQueryCanHold() {
        List<BsonValue> odd = List.of(
                new BsonDouble(Double.NaN),
                new BsonDecimal128(Decimal128.NaN),
                new BsonDecimal128(Decimal128.POSITIVE_INFINITY),
                new BsonBinary(new byte[16]),
                new BsonTimestamp(1),
                new BsonDocument("size", new BsonInt32(1)));
        for (BsonValue value : odd) {
            store.hold(List.of(thing("a", "number", value)));

            assertThatExceptionOfType(UnsortableRecords.class)
                    .as("%s", value)
                    .isThrownBy(() -> page(List.of(key("number", false)), 10, Optional.empty()));
        }
    }

    @Test
    void putsRecordsWithoutAValueFirstAndLastIfDescending() {
        store.hold(List.of(
                thing("a", "number", new BsonInt32(2)),
                thing("b", "number", BsonNull.VALUE),
                thing("c", "number", new BsonInt64(1)),
                thing("d", "other", new BsonInt32(0)),
                thing("e", "number", new BsonInt32(2))));

        assertThat(paged(List.of(key("number", false)), () -> 1)).isEqualTo(texts("b", "d", "c", "a", "e"));
        assertThat(paged(List.of(key("number", true)), () -> 1)).isEqualTo(texts("e", "a", "c", "d", "b"));
        assertThat(paged(List.of(key("number", true), key("_id", false)), () -> 1))
                .isEqualTo(texts("a", "e", "c", "b", "d"));
        assertThat(paged(List.of(), () -> 2)).isEqualTo(texts("a", "b", "c", "d", "e"));
    }

    @Test
    void refusesRecordsWithSeveralValuesAtAKeyOfTheSort() {
        BsonArray values = new BsonArray(List.of(new BsonInt32(1), new BsonInt32(9)));
        BsonArray owners = new BsonArray(List.of(new BsonDocument("size", new BsonInt32(1))));
        store.hold(List.of(thing("a", "number", values), thing("b", "owner", owners)));

        assertThatExceptionOfType(UnsortableRecords.class)
                .isThrownBy(() -> page(List.of(key("number", false)), 10, Optional.empty()));
        assertThatExceptionOfType(UnsortableRecords.class)
                .isThrownBy(() -> page(List.of(key("owner.size", true)), 10, Optional.empty()));
        assertThat(MemoryStore.ids(page(List.of(key("text", false)), 10, Optional.empty())))
                .isEqualTo(texts("a", "b"));
    }

    @Test
    void refusesRecordsWithNoneOfSeveralValuesWhereverTheyStand() {
        store.hold(List.of(thing("a", "number", new BsonArray()), thing("b", "number", BsonNull.VALUE)));

        for (boolean descending : new boolean[] {false, true}) {
            assertThatExceptionOfType(UnsortableRecords.class)
                    .isThrownBy(() -> paged(List.of(key("number", descending)), () -> 1));
        }
    }

    @Test
    void refusesAPlaceOfAnotherOrder() {
        KeysetPosition place = new KeysetPosition(List.of(new ScalarValue.Int(1), new ScalarValue.Text("a")));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> page(List.of(), 10, Optional.of(place)));
    }

    @Test
    void endsAPageEarlyThatWouldReadTooMuch() {
        store.hold(IntStream.range(0, 9)
                .mapToObj(i -> thing("" + i, "text", new BsonString("x".repeat(1000))))
                .toList());
        RecordReader narrow = store.records(store.settings().reading(2500));

        RecordPage page = MemoryStore.page(narrow, Predicate.all(), List.of(), 9, Optional.empty());
        RecordPage rest =
                MemoryStore.page(narrow, Predicate.all(), List.of(), 6, Optional.of(new KeysetPosition(texts("2"))));
        RecordPage last =
                MemoryStore.page(narrow, Predicate.all(), List.of(), 6, Optional.of(new KeysetPosition(texts("5"))));

        assertThat(MemoryStore.ids(page)).isEqualTo(texts("0", "1", "2"));
        assertThat(page.goesOnBehind(3)).isTrue();
        assertThat(MemoryStore.ids(rest)).isEqualTo(texts("3", "4", "5"));
        assertThat(MemoryStore.ids(last)).isEqualTo(texts("6", "7", "8"));
        assertThat(last.goesOnBehind(3)).isFalse();
        assertThat(last.goesOnBehind(2)).isTrue();
    }

    @Test
    void givesAtLeastOneRecordHoweverLargeItIs() {
        store.hold(List.of(thing("a", "text", new BsonString("x".repeat(5000))), thing("b", "text", BsonNull.VALUE)));

        RecordPage page = MemoryStore.page(
                store.records(store.settings().reading(1)), Predicate.all(), List.of(), 9, Optional.empty());

        assertThat(MemoryStore.ids(page)).isEqualTo(texts("a"));
        assertThat(page.goesOnBehind(1)).isTrue();
    }

    private List<ScalarValue> paged(List<SortKey> sort, IntSupplier size) {
        List<ScalarValue> ids = new ArrayList<>();
        Optional<KeysetPosition> after = Optional.empty();
        boolean more = true;
        while (more) {
            RecordPage page = page(sort, size.getAsInt(), after);
            int taken = page.records().size();
            ids.addAll(MemoryStore.ids(page));
            more = page.goesOnBehind(taken);
            after = taken == 0 ? after : Optional.of(page.positionAfter(taken));
            assertThat(ids).as("no record twice").doesNotHaveDuplicates();
        }
        return ids;
    }

    private static RecordPage page(List<SortKey> sort, int limit, Optional<KeysetPosition> after) {
        return MemoryStore.page(store.records(), Predicate.all(), sort, limit, after);
    }

    private List<SortKey> sort() {
        return random.someOf(PATHS, 1 + random.below(3)).stream()
                .map(path -> key(path, random.chance(50)))
                .toList();
    }

    private BsonDocument record(int id) {
        BsonDocument record = new BsonDocument("_id", new BsonString("id" + id));
        for (String path : PATHS) {
            if (random.chance(70)) {
                put(record, path, random.chance(20) ? BsonNull.VALUE : value(random.chance(20) ? drifted() : path));
            }
        }
        return record;
    }

    /** Another path, whose values are of another type. */
    private String drifted() {
        return PATHS.get(random.below(PATHS.size()));
    }

    private BsonValue value(String path) {
        int choice = random.below(4) - 1;
        return switch (path) {
            case "text" -> new BsonString(List.of("", "a", "A", "é").get(choice + 1));
            case "flag" -> BsonBoolean.valueOf(choice > 0);
            case "time" -> new BsonDateTime(choice * 1000L);
            default -> random.chance(50) ? new BsonInt32(choice) : new BsonInt64(choice);
        };
    }

    private static void put(BsonDocument record, String path, BsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            record.append(path, value);
        } else {
            record.append(path.substring(0, dot), new BsonDocument(path.substring(dot + 1), value));
        }
    }

    private static BsonDocument thing(String id, String name, BsonValue value) {
        return new BsonDocument("_id", new BsonString(id)).append(name, value);
    }

    private static SortKey key(String path, boolean descending) {
        return new SortKey(FieldPath.of(path), descending);
    }

    private static List<ScalarValue> texts(String... ids) {
        return IntStream.range(0, ids.length)
                .<ScalarValue>mapToObj(i -> new ScalarValue.Text(ids[i]))
                .toList();
    }
}
