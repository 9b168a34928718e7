package io.metagate.it.equivalence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/** Random queries on random records in the words of the gateway and in those of the store. */
final class RandomQueries {

    private static final List<String> FIELDS =
            RandomRecords.TYPES.keySet().stream().sorted().toList();
    /** The fields that a query may sort by. */
    private static final List<String> SORTABLE =
            Stream.concat(FIELDS.stream(), Stream.of("inner.number", "_id")).toList();

    private static final int MOST_CONDITIONS = 3;
    private static final int DEEPEST = 2;

    private final Random random;
    private final RandomRecords records;

    RandomQueries(long seed) {
        this.random = new Random(seed);
        this.records = new RandomRecords(random);
    }

    /** A filter. */
    Filter filter() {
        return filter(1);
    }

    /** The keys of a sort, {@code -} for descending. */
    List<String> sort() {
        List<String> keys = new ArrayList<>(SORTABLE);
        Collections.shuffle(keys, random);
        return keys.subList(0, random.nextInt(MOST_CONDITIONS + 1)).stream()
                .map(key -> random.nextBoolean() ? key : "-" + key)
                .toList();
    }

    /** How many records a page has. */
    int limit() {
        return 30 + random.nextInt(120);
    }

    private Filter filter(int depth) {
        if (depth < DEEPEST && random.nextInt(3) == 0) {
            String join = random.nextBoolean() ? "$and" : "$or";
            List<Filter> parts = IntStream.rangeClosed(0, random.nextInt(MOST_CONDITIONS))
                    .mapToObj(i -> filter(depth + 1))
                    .toList();
            return new Filter(
                    new Document(join, parts.stream().map(Filter::asked).toList()),
                    new Document(join, parts.stream().map(Filter::stored).toList()));
        }
        return depth == 1 && random.nextInt(8) == 0 ? new Filter(new Document(), new Document()) : condition(depth);
    }

    private Filter condition(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> same("inner.number", test(() -> random.nextInt(4)));
            case 1 -> prefix(random.nextBoolean() ? "text" : "tags");
            case 2 -> same("tags", test(records::word));
            case 3 -> same("parts.size", affirmation(() -> random.nextInt(4)));
            case 4 -> same("tags", new Document("$elemMatch", range()));
            case 5 -> same("parts", new Document("$elemMatch", part(depth)));
            default -> {
                String field = FIELDS.get(random.nextInt(FIELDS.size()));
                Document between = new Document("$gte", records.value(field)).append("$lt", records.value(field));
                yield same(field, random.nextInt(8) == 0 ? between : test(() -> records.value(field)));
            }
        };
    }

    private Document range() {
        return new Document(random.nextBoolean() ? "$gt" : "$gte", records.word())
                .append(random.nextBoolean() ? "$lt" : "$lte", records.word());
    }

    /** Conditions on one element; without operators where a filter would have more levels than it may. */
    private Document part(int depth) {
        int number = random.nextInt(4);
        Document size = new Document(
                "size", depth < DEEPEST ? new Document(random.nextBoolean() ? "$gte" : "$lt", number) : number);
        return random.nextBoolean() ? size : size.append("name", records.word());
    }

    private static Filter same(String path, Object test) {
        return new Filter(new Document(path, test), new Document(path, test));
    }

    private Filter prefix(String path) {
        String prefix = records.prefix();
        return new Filter(
                new Document(path, new Document("$startsWith", prefix)),
                new Document(path, new Document("$regex", "^" + Pattern.quote(prefix))));
    }

    /** One operator: mongo-java-server wants two of them to be met by the same element of an array. */
    private Object test(Supplier<Object> values) {
        Object value = values.get();
        return switch (random.nextInt(13)) {
            case 0 -> new Document("$ne", value);
            case 1 -> new Document("$nin", listed(value, values));
            case 2 -> new Document("$not", new Document("$lte", value));
            case 3 -> new Document("$ne", null);
            case 4 -> new Document("$exists", random.nextBoolean());
            default -> affirmation(values);
        };
    }

    /**
     * One operator that denies nothing: where the field is one of documents in an array, mongo-java-server holds a
     * denial for met if one element meets it.
     */
    private Object affirmation(Supplier<Object> values) {
        Object value = values.get();
        return switch (random.nextInt(7)) {
            case 0 -> new Document("$in", listed(value, values));
            case 1 -> new Document("$gt", value);
            case 2 -> new Document("$gte", value);
            case 3 -> new Document("$lt", value);
            case 4 -> new Document("$lte", value);
            case 5 -> new Document("$eq", random.nextBoolean() ? null : value);
            default -> value;
        };
    }

    private List<Object> listed(Object value, Supplier<Object> values) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of(value);
            case 1 -> Arrays.asList(value, null);
            default -> List.of(value, values.get());
        };
    }

    /**
     * A filter.
     *
     * @param asked as the gateway has it
     * @param stored as the store has it
     */
    record Filter(Document asked, Document stored) {}
}
