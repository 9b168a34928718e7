package io.metagate.gateway.store.query;

import io.metagate.gateway.store.StoreQuirks;
import io.metagate.policy.catalogue.FieldType;
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
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Random records, and random predicates as a filter's reader makes them, over so few names and values that they often
 * meet.
 */
final class RandomFilters {

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<ScalarValue> VALUES = List.of(
            new ScalarValue.Null(),
            new ScalarValue.Text(""),
            new ScalarValue.Text("a"),
            new ScalarValue.Text("a.b"),
            new ScalarValue.Text("a\nb"),
            new ScalarValue.Text("{$where: 1}"),
            new ScalarValue.Int(0),
            new ScalarValue.Int(1),
            new ScalarValue.Real(0.5),
            new ScalarValue.Decimal(new BigDecimal("1.5")),
            new ScalarValue.Bool(true),
            new ScalarValue.Bool(false),
            new ScalarValue.Date(Instant.EPOCH),
            new ScalarValue.Date(Instant.ofEpochMilli(1)),
            new ScalarValue.ObjectId("0".repeat(24)),
            new ScalarValue.Uuid(new UUID(0, 1)));
    private static final List<String> PREFIXES = List.of("", "a", "a.", "a\n", "{$", "b");

    private final Seeded random;
    private final StoreQuirks quirks;

    RandomFilters(Seeded random, StoreQuirks quirks) {
        this.random = random;
        this.quirks = quirks;
    }

    /** A predicate that the store can be asked. */
    Predicate predicate() {
        Predicate predicate = predicate(0, List.of());
        while (quirks.differsOn(predicate)) {
            predicate = predicate(0, List.of());
        }
        return predicate;
    }

    private Predicate predicate(int depth, List<String> base) {
        int kind = random.below(depth > 2 ? 5 : 10);
        if (kind > 6) {
            return connective(kind, depth, base);
        }
        FieldPath path = path(base);
        if (kind == 5) {
            return negatable(new Predicate.AnyElement(path, Predicate.allOf(tests(path))));
        }
        if (kind == 6) {
            Predicate part = predicate(depth + 1, path.segments());
            return part.uses().findAny().isPresent() ? negatable(new Predicate.AnyElement(path, part)) : part;
        }
        return negatable(random.chance(15) ? new Predicate.Exists(path) : test(path));
    }

    private Predicate connective(int kind, int depth, List<String> base) {
        List<Predicate> parts = several(0, 4, () -> predicate(depth + 1, base));
        return switch (kind) {
            case 7 -> new Predicate.And(parts);
            case 8 -> new Predicate.Or(parts);
            default -> new Predicate.Not(new Predicate.And(parts));
        };
    }

    private Predicate negatable(Predicate part) {
        return random.chance(40) ? new Predicate.Not(part) : part;
    }

    private Predicate test(FieldPath path) {
        return random.oneOf(tests(path));
    }

    /** Tests of which a filter can hold all at once: no operator stands there twice. */
    private List<Predicate> tests(FieldPath path) {
        List<Predicate> each = List.of(
                compare(path, Relation.EQUAL, value()),
                compare(path, random.oneOf(List.of(Relation.GREATER, Relation.GREATER_OR_EQUAL)), ordered()),
                compare(path, random.oneOf(List.of(Relation.LESS, Relation.LESS_OR_EQUAL)), ordered()),
                in(path),
                new Predicate.StartsWith(path, random.oneOf(PREFIXES)),
                new Predicate.OfType(path, types()),
                new Predicate.Not(compare(path, Relation.EQUAL, value())),
                new Predicate.Not(in(path)),
                new Predicate.Not(compare(path, Relation.GREATER, ordered())));
        return random.someOf(each, 1 + random.below(2));
    }

    private StoredTypes types() {
        FieldType type = random.oneOf(List.of(FieldType.values()));
        return random.oneOf(List.of(StoredTypes.of(type), StoredTypes.atFieldOf(type), StoredTypes.driftedFrom(type)));
    }

    private Predicate in(FieldPath path) {
        return new Predicate.In(path, several(0, 4, this::value));
    }

    private static Predicate compare(FieldPath path, Relation relation, ScalarValue value) {
        return new Predicate.Compare(path, relation, value);
    }

    private FieldPath path(List<String> base) {
        List<String> segments = new ArrayList<>(base);
        segments.addAll(several(1, 3, () -> random.oneOf(NAMES)));
        return new FieldPath(segments);
    }

    private ScalarValue value() {
        return random.oneOf(VALUES);
    }

    private ScalarValue ordered() {
        return random.oneOf(VALUES.subList(1, VALUES.size()));
    }

    /** A record of that identifier. */
    BsonDocument record(int id) {
        BsonDocument record = new BsonDocument("_id", new BsonString("id" + id));
        record.putAll(document(0));
        return record;
    }

    private BsonDocument document(int depth) {
        BsonDocument document = new BsonDocument();
        for (String name : NAMES) {
            if (random.chance(65)) {
                document.append(name, stored(depth));
            }
        }
        return document;
    }

    private BsonValue stored(int depth) {
        // No array stands in an array: there, the gateway keeps to less than MongoDB does, and mongo-java-server does
        // more.
        return random.chance(30) ? new BsonArray(several(0, 4, () -> element(depth + 1))) : element(depth);
    }

    private BsonValue element(int depth) {
        return depth < 3 && random.chance(35) ? document(depth + 1) : MongoFilter.value(value());
    }

    private <T> List<T> several(int from, int below, Supplier<T> each) {
        return Stream.generate(each).limit(from + random.below(below - from)).toList();
    }
}
