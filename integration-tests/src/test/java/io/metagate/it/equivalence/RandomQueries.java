package io.metagate.it.equivalence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;

/** Random records, and random queries on them in the words of the gateway and in those of the store. */
final class RandomQueries {

    /** The fields that a query may sort by. */
    private static final List<String> SORTABLE = List.of("number", "text", "date", "inner.number", "_id");

    private static final List<String> WORDS = List.of("", "a", "ab", "abc", "b", "B", "é", "z", "a.b", "\"", "$x");
    private static final int MOST_CONDITIONS = 3;
    private static final int DEEPEST = 2;

    private final Random random;

    RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    /** A record, whose fields may be missing or null. */
    Document record(int number) {
        Document record = new Document("_id", "id-" + number);
        put(record, "number", random.nextInt(8));
        put(record, "text", word());
        put(record, "date", date());
        if (random.nextInt(4) > 0) {
            Document inner = new Document();
            put(inner, "number", random.nextInt(4));
            record.append("inner", inner);
        }
        if (random.nextInt(3) > 0) {
            record.append(
                    "tags",
                    IntStream.range(0, random.nextInt(4)).mapToObj(i -> word()).toList());
        }
        return record;
    }

    /** A filter. */
    Filter filter() {
        return filter(1);
    }

    /** The keys of a sort, {@code -} for descending. */
    List<String> sort() {
        List<String> keys = new ArrayList<>(SORTABLE);
        java.util.Collections.shuffle(keys, random);
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
        return depth == 1 && random.nextInt(8) == 0 ? new Filter(new Document(), new Document()) : condition();
    }

    private Filter condition() {
        return switch (random.nextInt(6)) {
            case 0 -> same("number", test(random.nextInt(8)));
            case 1 -> same("date", test(date()));
            case 2 -> same("inner.number", test(random.nextInt(4)));
            case 3 -> prefix(random.nextBoolean() ? "text" : "tags");
            case 4 -> same("tags", test(word()));
            default -> same("text", test(word()));
        };
    }

    private static Filter same(String path, Object test) {
        return new Filter(new Document(path, test), new Document(path, test));
    }

    private Filter prefix(String path) {
        String prefix = WORDS.get(1 + random.nextInt(WORDS.size() - 1));
        return new Filter(
                new Document(path, new Document("$startsWith", prefix)),
                new Document(path, new Document("$regex", "^" + Pattern.quote(prefix))));
    }

    private Object test(Object value) {
        return switch (random.nextInt(9)) {
            case 0 -> new Document("$ne", value);
            case 1 -> new Document("$in", List.of(value));
            case 2 -> new Document("$nin", List.of(value));
            case 3 -> new Document("$gt", value);
            case 4 -> new Document("$gte", value);
            case 5 -> new Document("$lt", value);
            case 6 -> new Document("$exists", random.nextBoolean());
            case 7 -> new Document("$not", new Document("$lte", value));
            default -> value;
        };
    }

    private void put(Document record, String field, Object value) {
        int fate = random.nextInt(10);
        if (fate > 1) {
            record.append(field, value);
        } else if (fate == 1) {
            record.append(field, null);
        }
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private Date date() {
        return Date.from(Instant.ofEpochSecond(1_700_000_000L + 86_400L * random.nextInt(6)));
    }

    /**
     * A filter.
     *
     * @param asked as the gateway has it
     * @param stored as the store has it
     */
    record Filter(Document asked, Document stored) {}
}
