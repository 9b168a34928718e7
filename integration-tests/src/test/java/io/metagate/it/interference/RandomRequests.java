package io.metagate.it.interference;

import java.util.List;
import java.util.Locale;
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

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A request.
     *
     * @param body empty if it has none
     */
    record Request(String method, String path, String body) {}

    /** The next one. Where a cursor belongs stands {@code CURSOR}. */
    Request next() {
        return switch (random.nextInt(12)) {
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
            default -> post("/search", search());
        };
    }

    private String search() {
        return "{" + filter() + ", " + sort() + ", \"limit\": " + limit()
                + (random.nextInt(4) == 0 ? ", \"fields\": [\"" + field() + "\"]" : "")
                + (random.nextInt(3) == 0 ? ", \"cursor\": CURSOR" : "") + "}";
    }

    private Request read() {
        String id =
                switch (random.nextInt(4)) {
                    case 0 -> "us-" + random.nextInt(TwinThings.ELSEWHERE);
                    case 1 -> "us-b-" + random.nextInt(TwinThings.ELSEWHERE);
                    case 2 -> "ghost-" + random.nextInt(9);
                    default -> "id-" + random.nextInt(TwinThings.WITHIN);
                };
        return new Request("GET", RECORDS + "/" + id + (random.nextBoolean() ? "" : "?fields=" + field()), "");
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
