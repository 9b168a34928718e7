package io.metagate.it.fuzz;

import java.util.List;

/** What a client of any mind sends over one connection. */
final class RandomHttp {

    private static final String RECORDS = "/v1/collections/accounts/records";

    private static final List<String> KINDS = List.of(
            "GET " + RECORDS + "/acc-1",
            "GET " + RECORDS + "/nobody",
            "GET " + RECORDS,
            "HEAD " + RECORDS + "/acc-1",
            "GET /v1/collections",
            "GET /v1/collections/accounts",
            "GET /v1/collections/backup-sets/records/01",
            "GET /v1/audit/records",
            "POST " + RECORDS + "/search",
            "POST " + RECORDS + "/count",
            "POST " + RECORDS + "/export",
            "POST /v1/collections/backup-sets/tokens/reveal",
            "POST /v1/decisions/explain",
            "PATCH " + RECORDS + "/nobody",
            "DELETE " + RECORDS + "/nobody");

    private static final List<String> METHODS =
            List.of("PUT", "OPTIONS", "TRACE", "CONNECT", "get", "PRI", "CANARY", "GE(T", "", "G\0T", "DELETE", "POST");

    private static final List<String> VERSIONS = List.of(
            "HTTP/1.0",
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/2.0",
            "HTTP/0.9",
            "http/1.1",
            "HTTP/1",
            "",
            "XTTP/1.1",
            "HTTP/1.1 x");

    private final RandomChoice choice;
    private final RandomTargets targets;
    private final RandomFields fields;
    private final RandomContent content;

    /**
     * Whoever asks with these tokens.
     *
     * @param seed of all that is random
     */
    RandomHttp(long seed, List<String> tokens) {
        this.choice = new RandomChoice(seed);
        this.targets = new RandomTargets(choice);
        this.fields = new RandomFields(choice, tokens);
        this.content = new RandomContent(choice);
    }

    /**
     * Requests, one behind the other, one character for each byte.
     *
     * @param requests how many are meant; others may see more or fewer
     */
    record Stream(String text, int requests) {}

    /** Those of one connection, at most that many; the last of them mostly says that it is. */
    Stream next(int most) {
        int requests = 1 + choice.below(Math.min(most, 4));
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < requests; i++) {
            text.append(request(""));
        }
        text.append(request(choice.once(40) ? "" : "Connection: close\r\n"));
        return new Stream(choice.once(60) ? text.substring(0, choice.below(text.length())) : text.toString(), requests);
    }

    private String request(String end) {
        String[] kind = choice.of(KINDS).split(" ", -1);
        String method = choice.once(15) ? choice.of(METHODS) : kind[0];
        String target = choice.once(4) ? targets.insteadOf(kind[1]) : kind[1] + targets.query();
        String version = choice.once(25) ? choice.of(VERSIONS) : "HTTP/1.1";
        RandomContent.Content sent = content.next(kind[0].equals("POST") || kind[0].equals("PATCH"));
        StringBuilder head = new StringBuilder(method + " " + target + " " + version + "\r\n");
        head.append(fields.host()).append("\r\n").append(fields.credentials()).append("\r\n");
        for (int i = choice.once(2) ? 0 : choice.below(3); i > 0; i--) {
            head.append(fields.any()).append("\r\n");
        }
        String whole = head + sent.lines() + end + "\r\n";
        return (choice.once(80) ? whole.replace("\r\n", "\n") : whole) + sent.body();
    }
}
