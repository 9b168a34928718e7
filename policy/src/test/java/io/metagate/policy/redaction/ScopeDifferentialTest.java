package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

/** Scopes against the reference, on records and predicates over so few values that they often meet. */
class ScopeDifferentialTest {

    private static final int RECORDS = TestRounds.atMost(40_000);
    private static final List<String> NAMES = List.of("a", "b", "0");
    private static final List<ScalarValue> VALUES = List.of(
            new ScalarValue.Null(),
            new ScalarValue.Text("x"),
            new ScalarValue.Text("é"),
            new ScalarValue.Text(""),
            new ScalarValue.Int(0),
            new ScalarValue.Int(1),
            new ScalarValue.Int((1L << 53) + 1),
            new ScalarValue.Real(0.5),
            new ScalarValue.Real(-0.0),
            new ScalarValue.Real(0x1p53),
            new ScalarValue.Real(Double.POSITIVE_INFINITY),
            new ScalarValue.Real(Double.NEGATIVE_INFINITY),
            new ScalarValue.Decimal(new BigDecimal("1.00")),
            new ScalarValue.Decimal(new BigDecimal("0.1")),
            new ScalarValue.Bool(true),
            new ScalarValue.Bool(false),
            new ScalarValue.Date(Instant.EPOCH),
            new ScalarValue.ObjectId("0".repeat(23) + "1"),
            new ScalarValue.Uuid(new UUID(0, 1)));
    private static final List<String> DECIMALS =
            List.of("1", "0.10", "-0", "NaN", "Infinity", "-Infinity", "0.5", "1E+6000");

    private final Seeded random = Seeded.forTest("ScopeDifferentialTest");

    @Test
    void holdsWhereTheReferenceDoes() {
        int holding = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = document(0).bytes();
            Predicate predicate = predicate(0, List.of());
            boolean expected = ReferenceScope.holds(predicate, ReferenceDocument.of(record));
            assertThat(RecordMatcher.of(predicate).holds(new BsonBytes(record)))
                    .as("%s of %s", predicate, ReferenceDocument.of(record))
                    .isEqualTo(expected);
            holding += expected ? 1 : 0;
        }
        assertThat(holding).isBetween(RECORDS / 10, RECORDS * 9 / 10);
    }

    private Predicate predicate(int depth, List<String> base) {
        int kind = random.below(depth > 2 ? 6 : 12);
        if (kind == 8 || kind == 9) {
            return new Predicate.Not(predicate(depth + 1, base));
        }
        if (kind > 9) {
            List<Predicate> parts = repeated(random.below(4), () -> predicate(depth + 1, base));
            return kind == 10 ? new Predicate.And(parts) : new Predicate.Or(parts);
        }
        List<String> segments = new ArrayList<>(base);
        segments.addAll(repeated(1 + random.below(2), () -> random.oneOf(NAMES)));
        FieldPath path = new FieldPath(segments);
        if (kind == 6) {
            return new Predicate.AnyElement(path, valueTest(path, 2));
        }
        if (kind == 7) {
            Predicate part = predicate(depth + 1, segments);
            return part.uses().findAny().isPresent() ? new Predicate.AnyElement(path, part) : part;
        }
        return random.chance(10) ? new Predicate.Exists(path) : valueTest(path, 0);
    }

    private Predicate valueTest(FieldPath path, int depth) {
        int kind = random.below(depth > 0 ? 7 : 5);
        if (kind == 2) {
            return new Predicate.OfType(path, types());
        }
        if (kind == 6) {
            return new Predicate.And(repeated(1 + random.below(2), () -> valueTest(path, depth - 1)));
        }
        if (kind == 5) {
            return new Predicate.Not(valueTest(path, depth - 1));
        }
        if (kind == 4) {
            return new Predicate.StartsWith(path, random.oneOf(List.of("", "x", "xy", "é")));
        }
        if (kind == 3) {
            return new Predicate.In(path, repeated(random.below(4), () -> random.oneOf(VALUES)));
        }
        ScalarValue value = random.oneOf(VALUES);
        Relation relation = random.oneOf(List.of(Relation.values()));
        return new Predicate.Compare(path, value instanceof ScalarValue.Null ? Relation.EQUAL : relation, value);
    }

    private StoredTypes types() {
        FieldType type = random.oneOf(List.of(FieldType.values()));
        return random.oneOf(List.of(StoredTypes.of(type), StoredTypes.atFieldOf(type), StoredTypes.driftedFrom(type)));
    }

    private BsonOut document(int depth) {
        BsonOut out = new BsonOut();
        for (int i = random.below(4); i > 0; i--) {
            element(out, random.oneOf(NAMES), depth);
        }
        return out;
    }

    private void element(BsonOut out, String name, int depth) {
        switch (random.below(depth > 3 ? 13 : 17)) {
            case 0 -> out.nothing(name);
            case 1 -> out.text(name, random.oneOf(List.of("x", "é", "", "xyz")));
            case 2 -> out.int32(name, random.below(3) - 1);
            case 3 -> out.int64(name, random.oneOf(List.of(0L, 1L, 1L << 53, (1L << 53) + 1)));
            case 4 ->
                real(out, name, random.oneOf(List.of(0.0, -0.0, 0.5, 0.1, 1.0, 0x1p53, Double.NaN, 1 / 0.0, -1 / 0.0)));
            case 5 -> decimal(out, name, Decimal128.parse(random.oneOf(DECIMALS)));
            case 6 -> out.element(0x08, name, new byte[] {(byte) random.below(2)});
            case 7 -> out.date(name, random.below(3) - 1);
            case 8 -> out.element(0x07, name, last(12));
            case 9 -> out.element(0x05, name, BsonOut.binary(3 + random.below(2), last(random.chance(80) ? 16 : 2)));
            case 10 -> out.element(0x06, name, new byte[0]);
            case 11 -> out.element(0x0E, name, new byte[] {2, 0, 0, 0, 'x', 0});
            case 12 -> out.element(0x0B, name, new byte[] {'^', 'x', 0, 0});
            case 13, 14 -> out.document(name, document(depth + 1));
            default -> out.array(name, array(depth + 1));
        }
    }

    private BsonOut array(int depth) {
        BsonOut out = new BsonOut();
        for (int i = random.below(3); i > 0; i--) {
            element(out, Integer.toString(i), depth);
        }
        return out;
    }

    private byte[] last(int count) {
        byte[] bytes = new byte[count];
        bytes[count - 1] = (byte) random.below(3);
        return bytes;
    }

    private static void real(BsonOut out, String name, double value) {
        out.element(0x01, name, BsonOut.le64(Double.doubleToRawLongBits(value)));
    }

    private static void decimal(BsonOut out, String name, Decimal128 value) {
        out.element(0x13, name, BsonOut.joined(BsonOut.le64(value.getLow()), BsonOut.le64(value.getHigh())));
    }

    private static <T> List<T> repeated(int times, Supplier<T> each) {
        return Stream.generate(each).limit(times).collect(ArrayList::new, List::add, List::addAll);
    }
}
