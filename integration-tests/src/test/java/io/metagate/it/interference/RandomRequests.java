package io.metagate.it.interference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests of all kinds, good ones and bad ones, on fields that are visible, hidden or not there. */
final class RandomRequests {

    private static final List<String> FIELDS = List.of(
            "number", "text", "owner", "date", "region", "_id", "secret", "unlisted", "inner.secret", "inner", "ghost");
    private static final List<String> VISIBLE = List.of("number", "region", "_id", "date");
    private static final List<String> OPERATORS =
            List.of("$eq", "$ne", "$gt", "$lt", "$gte", "$in", "$exists", "$startsWith", "$where");
    private static final String RECORDS = "/v1/collections/things/records";

    private final Random random;
    private final RandomChanges changes;

    RandomRequests(long seed) {
        this.random = new Random(seed);
        this.changes = new RandomChanges(random);
    }

    /**
     * A request.
     *
     * @param body empty if it has none
     * @param headers what it says beside that
     */
    record Request(String method, String path, String body, Map<String, String> headers) {
        Request {
            headers = Map.copyOf(headers);
        }

        /** One that says nothing more. */
        Request(String method, String path, String body) {
            this(method, path, body, Map.of());
        }
    }

    /** The next one. Where a cursor belongs stands {@code CURSOR}, and {@code ETAG} where the last entity tag does. */
    Request next() {
        return switch (random.nextInt(14)) {
            case 0 -> read();
            case 1 -> new Request("GET", RECORDS + "?limit=" + limit() + "&sort=" + key() + "&fields=" + field(), "");
            case 2, 3 ->
                post("/count", "{" + filter() + (random.nextBoolean() ? ", \"by\": \"" + field() + '"' : "") + "}");
            case 4 -> post("/export", "{" + filter() + ", \"limit\": " + limit() + "}");
            case 5 ->
                new Request(
                        "POST",
                        "/v1/decisions/explain",
                        "{\"collection\": \"things\", " + filter() + ", " + sort() + "}");
            case 6 ->
                new Request(
                        "POST",
                        "/v1/collections/things/tokens/reveal",
                        "{\"field\": \"" + field() + "\", \"tokens\": [\"t1_" + "A".repeat(22) + "\"]}");
            case 7 -> new Request("GET", "/v1/collections" + (random.nextBoolean() ? "/things" : "/ghosts"), "");
            case 8, 9 -> changes.next();
            default -> post("/search", search());
        };
    }

    private String search() {
        return "{" + filter() + ", " + sort() + ", \"limit\": " + limit()
                + (random.nextInt(4) == 0 ? ", \"fields\": [\"" + field() + "\"]" : "")
                + (random.nextInt(3) == 0 ? ", \"cursor\": CURSOR" : "") + "}";
    }

    private Request read() {
        String path = RECORDS + "/" + id(random) + (random.nextBoolean() ? "" : "?fields=" + field());
        return switch (random.nextInt(3)) {
            case 0 -> new Request("GET", path, "", Map.of("If-None-Match", "*"));
            case 1 -> new Request("GET", path, "", Map.of("If-None-Match", "ETAG, \"other\""));
            default -> new Request("GET", path, "");
        };
    }

    /** The identifier of a record within reach, of one that is in one of the stores only, or of none. */
    static String id(Random random) {
        return random.nextInt(4) == 0 ? beyond(random) : "id-" + random.nextInt(TwinThings.WITHIN);
    }

    /** An identifier of no record within reach. */
    static String beyond(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "us-" + random.nextInt(TwinThings.ELSEWHERE);
            case 1 -> "us-b-" + random.nextInt(TwinThings.ELSEWHERE);
            default -> "ghost-" + random.nextInt(9);
        };
    }

    private Request post(String path, String body) {
        return new Request("POST", RECORDS + path, body);
    }

    private String filter() {
        String conditions = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> condition())
                .distinct()
                .map(condition -> "{" + condition + "}")
                .collect(Collectors.joining(", "));
        return conditions.isEmpty() ? "\"filter\": {}" : "\"filter\": {\"$and\": [" + conditions + "]}";
    }

    private String condition() {
        String operator = OPERATORS.get(random.nextInt(random.nextInt(3) == 0 ? OPERATORS.size() : 5));
        String operand =
                switch (operator) {
                    case "$in" -> "[" + value() + "]";
                    case "$exists" -> "true";
                    case "$startsWith" -> "\"secret\"";
                    default -> value();
                };
        return String.format(Locale.ROOT, "\"%s\": {\"%s\": %s}", field(), operator, operand);
    }

    private String value() {
        return switch (random.nextInt(5)) {
            case 0 -> "\"text-" + random.nextInt(20) + '"';
            case 1 -> "\"secret-" + random.nextInt(50) + '"';
            case 2 -> random.nextBoolean() ? "\"eu\"" : "\"us\"";
            default -> Integer.toString(random.nextInt(12));
        };
    }

    private String sort() {
        return "\"sort\": [" + (random.nextBoolean() ? "" : '"' + key() + '"') + "]";
    }

    private String key() {
        return (random.nextBoolean() ? "-" : "") + field();
    }

    private String field() {
        List<String> fields = random.nextInt(3) > 0 ? VISIBLE : FIELDS;
        return fields.get(random.nextInt(fields.size()));
    }

    private int limit() {
        return 1 + random.nextInt(60);
    }
}
