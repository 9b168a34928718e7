package io.metagate.gateway.store.query;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Random records with values that have drifted from their declared types, and filters of their fields. */
final class DriftingRecords {

    private static final List<ScalarValue> VALUES = List.of(
            new ScalarValue.Int(0),
            new ScalarValue.Int(1),
            new ScalarValue.Real(0.5),
            new ScalarValue.Real(1),
            new ScalarValue.Decimal(new BigDecimal("0.5")),
            new ScalarValue.Decimal(new BigDecimal("1")),
            new ScalarValue.Text("a"),
            new ScalarValue.Text("ab"),
            new ScalarValue.Bool(true),
            new ScalarValue.Bool(false),
            new ScalarValue.Date(Instant.EPOCH),
            new ScalarValue.Date(Instant.ofEpochMilli(1)),
            new ScalarValue.ObjectId("0".repeat(24)),
            new ScalarValue.Uuid(new UUID(0, 1)));
    private static final List<BsonValue> STORED = Stream.concat(
                    VALUES.stream().map(MongoFilter::value),
                    Stream.of(
                            new BsonInt32(1),
                            new BsonDouble(0),
                            new BsonDecimal128(Decimal128.parse("0")),
                            new BsonTimestamp(1),
                            new BsonDocument("a", new BsonInt32(1))))
            .toList();
    private static final FieldPath LIST = FieldPath.of("list");
    private static final List<Field> FIELDS = Stream.of(FieldType.values())
            .filter(type -> type != FieldType.BINARY)
            .map(type -> field(FieldPath.of(type.wireName()), type))
            .toList();

    /** A field of each type that has values in filters, and an array of integers. */
    static final Collection COLLECTION = new Collection(
            "things",
            new StoreLocation("backup", "things"),
            field(FieldPath.ID, FieldType.STRING),
            Optional.empty(),
            Stream.concat(FIELDS.stream(), Stream.of(field(LIST, FieldType.INT)))
                    .toList());

    private final Seeded random;

    DriftingRecords(Seeded random) {
        this.random = random;
    }

    /** A record with drifted values, and the same one without them. */
    record Twins(BsonDocument drifted, BsonDocument without) {}

    Twins twins(int id) {
        BsonDocument without = new BsonDocument("_id", new BsonString("id" + id));
        BsonDocument drifted = without.clone();
        for (Field field : FIELDS) {
            String name = field.path().dotted();
            if (random.chance(50)) {
                BsonValue value = random.oneOf(stored(field.type(), true));
                without.append(name, value);
                drifted.append(name, value);
            } else if (random.chance(60)) {
                drifted.append(name, random.oneOf(stored(field.type(), false)));
            }
        }
        List<BsonValue> elements = several(3, () -> random.oneOf(stored(FieldType.INT, true)));
        List<BsonValue> mixed = new ArrayList<>(elements);
        mixed.addAll(random.below(elements.size() + 1), several(2, () -> random.oneOf(stored(FieldType.INT, false))));
        without.append(LIST.dotted(), new BsonArray(elements));
        drifted.append(LIST.dotted(), new BsonArray(mixed));
        return new Twins(drifted, without);
    }

    private static List<BsonValue> stored(FieldType type, boolean declared) {
        StoredTypes types = declared ? StoredTypes.of(type) : StoredTypes.driftedFrom(type);
        return STORED.stream()
                .filter(value -> types.has(value.getBsonType().getValue()))
                .toList();
    }

    Predicate filter() {
        return filter(0);
    }

    private Predicate filter(int depth) {
        return switch (random.below(depth > 2 ? 5 : 8)) {
            case 5 -> new Predicate.And(several(3, () -> filter(depth + 1)));
            case 6 -> new Predicate.Or(several(3, () -> filter(depth + 1)));
            case 7 -> new Predicate.Not(filter(depth + 1));
            case 4 -> new Predicate.AnyElement(LIST, negatable(test(LIST, FieldType.INT)));
            case 3 -> negatable(new Predicate.Exists(random.oneOf(FIELDS).path()));
            default -> {
                Field field = random.oneOf(FIELDS);
                yield negatable(test(field.path(), field.type()));
            }
        };
    }

    private Predicate test(FieldPath path, FieldType type) {
        return switch (random.below(5)) {
            case 0 -> new Predicate.Compare(path, Relation.EQUAL, new ScalarValue.Null());
            case 1 ->
                new Predicate.In(path, several(3, () -> random.chance(20) ? new ScalarValue.Null() : value(type)));
            case 2 -> new Predicate.Compare(path, Relation.EQUAL, value(type));
            default -> new Predicate.Compare(path, random.oneOf(List.of(Relation.values())), value(type));
        };
    }

    private Predicate negatable(Predicate part) {
        return random.chance(40) ? new Predicate.Not(part) : part;
    }

    private ScalarValue value(FieldType type) {
        return random.oneOf(
                VALUES.stream().flatMap(value -> value.as(type).stream()).toList());
    }

    private <T> List<T> several(int below, Supplier<T> each) {
        return Stream.generate(each).limit(random.below(below)).toList();
    }

    private static Field field(FieldPath path, FieldType type) {
        return new Field(path, type, new Classification("public"));
    }
}
