package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.Seeded;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.Scope;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;

class MongoFilterTest {

    private static final Set<String> OPERATORS = Set.of("$and", "$or", "$eq", "$in", "$gt", "$gte", "$lt", "$lte");
    private static final List<String> PATHS = List.of("text", "number", "flag", "time", "owner.size");
    private static final List<Value> VALUES = List.of(
            new Value.Text(""),
            new Value.Text("a"),
            new Value.Text("{$where: 1}"),
            new Value.Int(0),
            new Value.Int(1),
            new Value.Int(2),
            new Value.Bool(true),
            new Value.Bool(false),
            new Value.Date(Instant.EPOCH),
            new Value.Date(Instant.ofEpochMilli(1)));

    private final Seeded random = Seeded.forTest("MongoFilterTest");

    @Test
    void asksTheStoreWithTheListedOperatorsOnly() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            operators(MongoFilter.of(predicate(0)), seen);
        }

        assertThat(seen).isEqualTo(OPERATORS);
    }

    @Test
    void writesEachKindOfValueAsAnOperandThatIsNoDocument() {
        List<Value> values = List.of(
                new Value.Text("$where"),
                new Value.Int(1),
                new Value.Real(0.5),
                new Value.Decimal(new BigDecimal("1E+6000")),
                new Value.Bool(true),
                new Value.Date(Instant.EPOCH),
                new Value.ObjectId("0123456789abcdef01234567"),
                new Value.Uuid(new UUID(1, 2)),
                new Value.Null());

        assertThat(values.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Value.class.getPermittedSubclasses());
        assertThat(values).allSatisfy(value -> {
            BsonValue operand = MongoFilter.value(value);
            assertThat(operand.isDocument() || operand.isArray()).isFalse();
            assertThat(BsonScalar.value(operand)).isEqualTo(value);
        });
    }

    @Test
    void findsEverythingForAllAndNothingForNone() {
        try (MemoryStore store = new MemoryStore()) {
            store.hold(List.of(new BsonDocument("_id", new BsonString("a"))));

            assertThat(store.things().countDocuments(MongoFilter.of(Predicate.all())))
                    .isOne();
            assertThat(store.things().countDocuments(MongoFilter.of(Predicate.none())))
                    .isZero();
        }
    }

    @Test
    void findsTheRecordsThatTheRedactorHoldsToBeInScope() {
        try (MemoryStore store = new MemoryStore()) {
            List<BsonDocument> records =
                    IntStream.range(0, 60).mapToObj(this::record).toList();
            store.hold(records);
            int found = 0;
            for (int i = 0; i < 600; i++) {
                Predicate predicate = predicate(0);
                Scope scope = Scope.of(predicate);
                List<BsonDocument> inScope = records.stream()
                        .filter(record -> scope.holds(bytes(record)))
                        .toList();
                assertThat(store.things().find(MongoFilter.of(predicate)))
                        .as(() -> MongoFilter.of(predicate).toJson())
                        .containsExactlyInAnyOrderElementsOf(inScope);
                found += inScope.size();
            }
            assertThat(found).as("the predicates are not all empty").isPositive();
        }
    }

    private Predicate predicate(int depth) {
        List<Supplier<Predicate>> kinds = new ArrayList<>(List.of(
                () -> new Predicate.Compare(path(), Relation.EQUAL, value()),
                () -> new Predicate.Compare(path(), random.oneOf(List.of(Relation.values())), value()),
                () -> new Predicate.In(path(), list(this::value))));
        if (depth < 3) {
            kinds.add(() -> new Predicate.And(list(() -> predicate(depth + 1))));
            kinds.add(() -> new Predicate.Or(list(() -> predicate(depth + 1))));
        }
        return random.oneOf(kinds).get();
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.below(4)).toList();
    }

    private FieldPath path() {
        return FieldPath.of(random.oneOf(PATHS));
    }

    private Value value() {
        return random.oneOf(VALUES);
    }

    private BsonDocument record(int id) {
        BsonDocument record = new BsonDocument("_id", new BsonString("id" + id));
        for (String path : List.of("text", "number", "flag", "time")) {
            if (random.chance(70)) {
                record.append(path, operand());
            }
        }
        return random.chance(70) ? record.append("owner", new BsonDocument("size", operand())) : record;
    }

    private BsonValue operand() {
        return random.chance(15) ? new BsonArray(list(() -> MongoFilter.value(value()))) : MongoFilter.value(value());
    }

    private static BsonBytes bytes(BsonDocument record) {
        ByteBuf buffer = new RawBsonDocument(record, new BsonDocumentCodec()).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new BsonBytes(bytes);
    }

    private static void operators(BsonValue value, Set<String> seen) {
        if (value instanceof BsonDocument document) {
            document.forEach((name, nested) -> {
                if (name.startsWith("$")) {
                    seen.add(name);
                }
                operators(nested, seen);
            });
        } else if (value instanceof BsonArray array) {
            array.forEach(nested -> operators(nested, seen));
        }
    }
}
