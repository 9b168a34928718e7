package io.metagate.it.interference;

import io.metagate.it.interference.RandomRequests.Request;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes that are all refused, as they must not disturb each other: each for one reason at least, and most for more
 * than one.
 */
final class RandomChanges {

    private static final String RECORDS = "/v1/collections/things/records";
    private static final String PATCH = "application/merge-patch+json";
    private static final List<String> WRITABLE =
            List.of("\"number\": 1", "\"region\": \"eu\"", "\"date\": {\"$date\": \"2026-01-05T09:00:00Z\"}");
    private static final List<String> REFUSED = List.of(
            "\"secret\": \"secret-1\"",
            "\"secret\": null",
            "\"inner\": {\"secret\": 1}",
            "\"inner\": null",
            "\"unlisted\": 1",
            "\"ghost\": {}",
            "\"text\": \"*****x\"",
            "\"owner\": null",
            "\"_id\": \"id-1\"",
            "\"number\": \"seven\"",
            "\"region\": [{}]",
            "\"region\": \"us\"",
            "\"region\": null",
            "\"region\": [\"eu\", \"us\"]",
            "\"number\": [1, 2]",
            "\"date\": []",
            "\"parts\": {\"name\": \"x\"}",
            "\"parts\": {\"name\": null}",
            "\"parts\": {}",
            "\"parts\": [{\"name\": \"x\"}]",
            "\"parts\": null",
            "\"parts\": {\"name\": {\"x\": 1}}");
    private static final List<String> CONDITIONS = List.of("*", "ETAG", "\"stale\"", "W/\"weak\"", "none");

    private final Random random;

    RandomChanges(Random random) {
        this.random = random;
    }

    Request next() {
        return switch (random.nextInt(6)) {
            case 0 -> patch(RandomRequests.id(random), one(WRITABLE) + ", " + one(REFUSED), one(CONDITIONS));
            case 1 -> patch(RandomRequests.id(random), one(REFUSED), one(CONDITIONS));
            case 2 -> patch(RandomRequests.id(random), one(WRITABLE), random.nextBoolean() ? "\"stale\"" : "");
            case 3 -> patch(RandomRequests.beyond(random), one(WRITABLE), one(CONDITIONS));
            case 4 -> delete();
            default -> create();
        };
    }

    private Request patch(String id, String members, String condition) {
        Map<String, String> headers = condition.isEmpty()
                ? Map.of("Content-Type", PATCH)
                : Map.of("Content-Type", PATCH, "If-Match", condition);
        return new Request("PATCH", RECORDS + "/" + id, "{" + members + "}", headers);
    }

    private Request delete() {
        return random.nextBoolean()
                ? new Request("DELETE", RECORDS + "/" + RandomRequests.beyond(random), "")
                : new Request("DELETE", RECORDS + "/" + RandomRequests.id(random), "", Map.of("If-Match", "\"stale\""));
    }

    /**
     * That an identifier out of reach is taken is told, which is documented: here it is one within reach, or refused
     * for another reason.
     */
    private Request create() {
        String body = random.nextBoolean()
                ? "{\"_id\": \"id-" + random.nextInt(TwinThings.WITHIN) + "\", \"region\": \"eu\"}"
                : "{\"_id\": \"" + RandomRequests.id(random) + "\", \"region\": \"us\"}";
        return new Request("POST", RECORDS, body);
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
