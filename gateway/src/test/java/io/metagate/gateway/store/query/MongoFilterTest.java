package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.StoreQuirks;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class MongoFilterTest {

    private final RandomFilters random = new RandomFilters(Seeded.forTest("MongoFilterTest"), StoreQuirks.NONE);

    @Test
    void asksTheStoreWithTheListedOperatorsOnly() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            operators(MongoFilter.of(random.predicate()), seen);
        }

        assertThat(seen).isEqualTo(FilterTarget.OPERATORS);
    }

    @Test
    void writesEachKindOfValueAsAnOperandThatIsNoDocument() {
        List<ScalarValue> values = List.of(
                new ScalarValue.Text("$where"),
                new ScalarValue.Int(1),
                new ScalarValue.Real(0.5),
                new ScalarValue.Decimal(new BigDecimal("1E+6000")),
                new ScalarValue.Bool(true),
                new ScalarValue.Date(Instant.EPOCH),
                new ScalarValue.ObjectId("0123456789abcdef01234567"),
                new ScalarValue.Uuid(new UUID(1, 2)),
                new ScalarValue.Null());

        assertThat(values.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(ScalarValue.class.getPermittedSubclasses());
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
    void startsPatternsAtTheBeginningAndTakesNothingOfThemForAPattern() {
        FieldPath path = FieldPath.of("a");

        assertThat(MongoFilter.of(new Predicate.StartsWith(path, "a.*|(b)$^[x]{2}?+\\/ -#")))
                .isEqualTo(pattern("^a\\.\\*\\|\\(b\\)\\$\\^\\[x\\]\\{2\\}\\?\\+\\\\\\/\\ \\-\\#"));
        assertThat(MongoFilter.of(new Predicate.StartsWith(path, "é\u0000Q"))).isEqualTo(pattern("^é\\x00Q"));
    }

    @Test
    void losesNoTestOfAnElement() {
        FieldPath path = FieldPath.of("a");
        Predicate one = new Predicate.Compare(path, Predicate.Relation.EQUAL, new ScalarValue.Int(1));
        Predicate both = new Predicate.And(List.of(one, one));

        assertThatThrownBy(() -> MongoFilter.of(new Predicate.AnyElement(path, both)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(MongoFilter.of(new Predicate.AnyElement(
                        path, new Predicate.And(List.of(new Predicate.Not(one), new Predicate.Not(one))))))
                .isEqualTo(BsonDocument.parse(
                        "{a: {$elemMatch: {$ne: {$numberLong: '1'}, $not: {$eq: {$numberLong: '1'}}}}}"));
    }

    @Test
    void tellsTypesByTheirNames() {
        FieldPath path = FieldPath.of("a");
        Predicate integer = new Predicate.OfType(path, StoredTypes.atFieldOf(FieldType.INT));
        Predicate one = new Predicate.Compare(path, Predicate.Relation.EQUAL, new ScalarValue.Int(1));

        assertThat(MongoFilter.of(new Predicate.And(List.of(one, new Predicate.Not(integer)))))
                .isEqualTo(BsonDocument.parse(
                        "{a: {$eq: {$numberLong: '1'}}, $nor: [{a: {$type: ['array', 'null', 'int', 'long']}}]}"));
        assertThat(MongoFilter.of(new Predicate.AnyElement(path, new Predicate.And(List.of(one, integer)))))
                .isEqualTo(BsonDocument.parse(
                        "{a: {$elemMatch: {$eq: {$numberLong: '1'}, $type: ['array', 'null', 'int', 'long']}}}"));
    }

    private static BsonDocument pattern(String pattern) {
        return MongoFilter.condition("a", "$regex", new BsonString(pattern));
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
