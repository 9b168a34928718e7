package io.metagate.demo.store;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Accounts that are made from their numbers. A cursor is the number of the last account that it gave. */
final class MadeAccounts {

    private static final String PREFIX = "acc-";
    private static final int FIRST_BATCH = 101;

    private final LongAdder cursorsHeld = new LongAdder();
    private final List<Document> devices;
    private volatile long size;

    MadeAccounts(long size, int devices) {
        this.size = size;
        this.devices = devices(devices);
    }

    void resize(long to) {
        this.size = to;
    }

    /** How many answers left a cursor open, and how often one was asked for more. */
    long cursorsHeld() {
        return cursorsHeld.sum();
    }

    static String id(long number) {
        return PREFIX + String.format(Locale.ROOT, "%09d", number);
    }

    /** The answer to a query, in the order of the identifiers. */
    Document found(String database, Document query) {
        Object filter = query.getOrDefault("filter", new Document());
        List<Long> pinned = tests(filter, "$eq", "$in").toList();
        if (!pinned.isEmpty()) {
            return answer(
                    database,
                    "firstBatch",
                    pinned.stream().filter(number -> number <= size).sorted().toList(),
                    0);
        }
        long from = Math.max(
                tests(filter, "$gt").mapToLong(number -> number + 1).max().orElse(1),
                tests(filter, "$gte").mapToLong(number -> number).max().orElse(1));
        long batch = number(query, "batchSize", FIRST_BATCH);
        long limit = number(query, "limit", Long.MAX_VALUE);
        return page(database, "firstBatch", from, Math.min(batch, limit), limit <= batch);
    }

    /** The answer to a question for more of a query without a limit. */
    Document more(String database, Document question) {
        cursorsHeld.increment();
        long given = number(question, "getMore", size);
        return page(database, "nextBatch", given + 1, number(question, "batchSize", Integer.MAX_VALUE), false);
    }

    private Document page(String database, String batch, long from, long most, boolean last) {
        long to = Math.min(size, from + most - 1);
        List<Long> numbers = LongStream.rangeClosed(from, to).boxed().toList();
        long cursor = last || to == size ? 0 : to;
        if (cursor != 0) {
            cursorsHeld.increment();
        }
        return answer(database, batch, numbers, cursor);
    }

    private Document answer(String database, String batch, List<Long> numbers, long cursor) {
        List<Document> accounts = new ArrayList<>(numbers.size());
        numbers.forEach(number -> accounts.add(account(number)));
        Document answer = new Document("id", cursor).append("ns", database + ".accounts");
        return new Document("cursor", answer.append(batch, accounts)).append("ok", 1.0);
    }

    private static long number(Document query, String name, long absent) {
        return query.get(name) instanceof Number number ? number.longValue() : absent;
    }

    /**
     * The numbers of the identifiers that conditions with one of those operators compare with, wherever in a filter.
     */
    private static Stream<Long> tests(Object filter, String... operators) {
        if (filter instanceof Collection<?> parts) {
            return parts.stream().flatMap(part -> tests(part, operators));
        }
        if (!(filter instanceof Document document)) {
            return Stream.of();
        }
        return document.entrySet().stream()
                .flatMap(member -> "_id".equals(member.getKey())
                        ? Stream.of(operators).flatMap(operator -> compared(member.getValue(), operator))
                        : tests(member.getValue(), operators));
    }

    private static Stream<Long> compared(Object condition, String operator) {
        Object with =
                condition instanceof Document test ? test.get(operator) : "$eq".equals(operator) ? condition : null;
        if (with instanceof Collection<?> several) {
            return several.stream().map(String.class::cast).map(MadeAccounts::number);
        }
        return with instanceof String id ? Stream.of(number(id)) : Stream.of();
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(PREFIX.length()));
    }

    private Document account(long number) {
        return new Document("_id", id(number))
                .append("username", "user-" + number)
                .append("email", "user-" + number + "@acme.example")
                .append("plan", "business")
                .append("region", "eu")
                .append("createdAt", Instant.ofEpochSecond(1_600_000_000 + number))
                .append("usedBytes", number)
                .append("devices", devices);
    }

    private static List<Document> devices(int count) {
        List<Document> devices = new ArrayList<>();
        for (int device = 0; device < count; device++) {
            devices.add(new Document("hostname", "host-" + device).append("os", "Ubuntu 24.04 LTS, device " + device));
        }
        return List.copyOf(devices);
    }
}
