package io.metagate.policy.interference;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Queries that use whatever fields there are, and some that there are not. */
record RandomQueries(SplittableRandom random) {

    private static final List<String> VISIBLE =
            List.of("_id", "username", "region", "plan", "size", "since", "company.name", "devices.os");
    private static final List<String> OTHERS = List.of(
            "phone",
            "secret",
            "aliases",
            "contacts.phone",
            "score",
            "company.notes",
            "devices.ip",
            "unlisted",
            "nothing",
            "company",
            "devices");

    Query next() {
        Predicate filter = random.nextInt(8) == 0 ? Predicate.all() : predicate(0);
        Optional<List<FieldPath>> fields = random.nextInt(4) == 0 ? Optional.of(some(3, this::path)) : Optional.empty();
        List<SortKey> sort = some(2, () -> new SortKey(path(), random.nextBoolean()));
        boolean distinct = sort.stream().map(SortKey::path).distinct().count() == sort.size();
        return new Query(filter, fields, distinct ? sort : List.of(), random.nextInt(1, 30), Optional.empty());
    }

    private Predicate predicate(int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 9)) {
            case 0, 1 -> new Predicate.Compare(path(), Predicate.Relation.EQUAL, value());
            case 2 -> new Predicate.Compare(path(), relation(), ordered());
            case 3 -> new Predicate.In(path(), some(3, this::value));
            case 4 -> random.nextBoolean() ? new Predicate.Exists(path()) : new Predicate.StartsWith(path(), "a");
            case 5 -> new Predicate.Not(predicate(depth + 1));
            case 6 -> new Predicate.Or(some(2, () -> predicate(depth + 1)));
            case 7 -> anyElement();
            default -> new Predicate.And(some(2, () -> predicate(depth + 1)));
        };
    }

    private Predicate anyElement() {
        return switch (random.nextInt(4)) {
            case 0 -> new Predicate.AnyElement(FieldPath.of("aliases"), ofElement("aliases"));
            case 1 -> new Predicate.AnyElement(FieldPath.of("contacts"), ofElement("contacts.phone"));
            default ->
                new Predicate.AnyElement(
                        FieldPath.of("devices"), ofElement(random.nextInt(4) == 0 ? "devices.ip" : "devices.os"));
        };
    }

    private Predicate ofElement(String path) {
        List<ScalarValue> values =
                Stream.generate(this::text).limit(random.nextInt(3)).toList();
        Predicate test = random.nextBoolean()
                ? new Predicate.In(FieldPath.of(path), values)
                : new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, text());
        return random.nextInt(3) == 0 ? new Predicate.Not(test) : test;
    }

    /** Mostly a field that may be used: else no query would be answered. */
    private FieldPath path() {
        List<String> names = random.nextInt(12) == 0 ? OTHERS : VISIBLE;
        return FieldPath.of(names.get(random.nextInt(names.size())));
    }

    private Predicate.Relation relation() {
        Predicate.Relation[] relations = Predicate.Relation.values();
        return relations[random.nextInt(1, relations.length)];
    }

    private ScalarValue value() {
        return random.nextInt(10) == 0 ? new ScalarValue.Null() : ordered();
    }

    private ScalarValue ordered() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new ScalarValue.Int(random.nextInt(6));
            case 2 -> new ScalarValue.Date(Instant.EPOCH.plusSeconds(86_400L * random.nextInt(3)));
            default -> text();
        };
    }

    private ScalarValue text() {
        List<String> texts = Stream.concat(
                        TwinRecords.TEXTS.stream(), Stream.of("eu", "us", "free", "paid", "acc-07", "user-3"))
                .toList();
        return new ScalarValue.Text(texts.get(random.nextInt(texts.size())));
    }

    private <T> List<T> some(int most, Supplier<T> next) {
        List<T> some = new ArrayList<>();
        for (int left = random.nextInt(1, most + 1); left > 0; left--) {
            some.add(next.get());
        }
        return some;
    }
}
