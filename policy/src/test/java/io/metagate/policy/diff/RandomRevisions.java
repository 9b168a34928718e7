package io.metagate.policy.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Draws small bundles, and others that differ from them in a few places. Not all of them are sound. */
final class RandomRevisions {

    static final String CATALOGUE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: billing}
            spec: {description: Writing a bill., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: accounts}
            spec:
              store: {database: backup, collection: accounts}
              id: {type: string, class: public}
              fields:
                email: {type: string, class: personal.email}
                region: {type: string, class: public}
                size: {type: int, class: public}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: devices}
            spec:
              store: {database: backup, collection: devices}
              id: {type: string, class: public}
              fields:
                email: {type: string, class: personal.email}
                region: {type: string, class: public}
                size: {type: int, class: public}
            """;

    private static final List<String> READS = List.of(
            "clear",
            "clear",
            "{mask: email}",
            "{mask: first, keep: 2}",
            "{mask: last, keep: 4}",
            "pseudonym",
            "{constant: a}",
            "{constant: b}",
            "'null'",
            "remove");
    private static final List<String> SIZES =
            List.of("clear", "clear", "{bucket: 10}", "{bucket: 15}", "'null'", "remove");
    private static final List<String> WHENS = List.of(
            "principal.claims.acr == 'mfa'", "request.time.getHours('UTC') >= 6", "!has(principal.claims.suspended)");
    private static final List<String> QUERIES = List.of("search", "count", "export");
    private static final List<String> ACTIONS =
            List.of("read", "search", "count", "export", "create", "update", "delete");

    private final SplittableRandom random;

    RandomRevisions(SplittableRandom random) {
        this.random = random;
    }

    /** A document by its name: what stands before a colon in a key tells its place, and what it is. */
    private record Document(String kind, String name, Map<String, String> spec) {

        String text() {
            return "---\napiVersion: metagate.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec:\n"
                    + spec.entrySet().stream()
                            .filter(entry -> !entry.getValue().isEmpty())
                            .map(entry -> "  " + entry.getKey() + ": " + entry.getValue() + "\n")
                            .collect(Collectors.joining());
        }
    }

    /** Two bundles. */
    record Pair(String before, String after) {}

    Pair pair() {
        List<Document> before = new ArrayList<>();
        int permits = 1 + random.nextInt(4);
        for (int n = 0; n < permits; n++) {
            before.add(permit("p" + n));
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            before.add(restriction("r" + n));
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            before.add(limit("l" + n));
        }
        List<Document> after = new ArrayList<>(before);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            change(after);
        }
        return new Pair(text(before), text(after));
    }

    private static String text(List<Document> documents) {
        return CATALOGUE + documents.stream().map(Document::text).collect(Collectors.joining());
    }

    private void change(List<Document> documents) {
        int at = random.nextInt(documents.size());
        Document old = documents.get(at);
        switch (random.nextInt(6)) {
            case 0 -> documents.remove(at);
            case 1 -> documents.add(another(old, "n" + random.nextInt(100)));
            case 2 -> documents.set(at, new Document(old.kind(), (chance(50) ? "a" : "z") + old.name(), old.spec()));
            default -> {
                Map<String, String> spec = new LinkedHashMap<>(old.spec());
                List<String> keys = List.copyOf(spec.keySet());
                String key = keys.get(random.nextInt(keys.size()));
                spec.put(key, another(old, old.name()).spec().getOrDefault(key, ""));
                documents.set(at, new Document(old.kind(), old.name(), spec));
            }
        }
        if (documents.isEmpty()) {
            documents.add(permit("last"));
        }
    }

    private Document another(Document like, String name) {
        if (like.kind().equals("Limit")) {
            return limit(name);
        }
        return like.spec().getOrDefault("effect", "").equals("permit") ? permit(name) : restriction(name);
    }

    private Document permit(String name) {
        Map<String, String> spec = new LinkedHashMap<>();
        List<String> actions = chance(60) ? List.of(one(QUERIES)) : some(ACTIONS);
        boolean queries = actions.stream().anyMatch(QUERIES::contains);
        spec.put("effect", "permit");
        spec.put("principals", principals());
        spec.put("purposes", "[support" + (chance(30) ? ", billing]" : "]"));
        spec.put("collections", chance(15) ? "[accounts, devices]" : "[accounts]");
        spec.put("actions", actions.toString());
        spec.put("when", chance(20) ? "\"" + one(WHENS) + "\"" : "");
        spec.put("rows", chance(40) ? rows() : "");
        spec.put("scan", queries && chance(40) ? "true" : "");
        spec.put("minGroup", actions.contains("count") && chance(70) ? one(List.of("1", "3", "10", "100")) : "");
        spec.put("fields", fields(actions));
        return new Document("Policy", name, spec);
    }

    private String rows() {
        return one(List.of(
                "{region: eu}",
                "{region: us}",
                "{region: {$in: \"${principal.claims.regions}\"}}",
                "{size: {$gt: 50}}"));
    }

    private String fields(List<String> actions) {
        List<String> rules = new ArrayList<>();
        for (String field : List.of("email", "region", "size")) {
            if (chance(75)) {
                String read =
                        one(field.equals("email") ? READS : field.equals("size") ? SIZES : List.of("clear", "remove"));
                rules.add("{path: " + field + ", read: " + read + uses(field, actions, read.equals("clear")) + "}");
            }
        }
        return rules.isEmpty() ? "[{path: region, read: clear}]" : rules.toString();
    }

    private String uses(String field, List<String> actions, boolean clear) {
        List<String> uses = new ArrayList<>();
        boolean queries = actions.stream().anyMatch(QUERIES::contains);
        if (queries && chance(50)) {
            uses.add("filter: "
                    + (clear && chance(50) ? field.equals("size") ? "[exact, range]" : "[exact, exists]" : "[exact]"));
        }
        if (clear && (actions.contains("search") || actions.contains("export")) && chance(40)) {
            uses.add("sort: true");
        }
        if (clear && actions.contains("count") && chance(40)) {
            uses.add("group: true");
        }
        if ((actions.contains("create") || actions.contains("update")) && chance(60)) {
            uses.add("write: " + (clear ? "true" : "blind"));
        }
        return uses.stream().map(use -> ", " + use).collect(Collectors.joining());
    }

    private Document restriction(String name) {
        Map<String, String> spec = new LinkedHashMap<>();
        spec.put("effect", "restrict");
        spec.put("principals", chance(75) ? principals() : "");
        spec.put("purposes", chance(20) ? "[support]" : "");
        spec.put("collections", chance(50) ? "[accounts]" : "['*']");
        spec.put("actions", some(ACTIONS).toString());
        spec.put("when", chance(30) ? "\"" + one(WHENS) + "\"" : "");
        boolean deny = chance(25);
        spec.put("deny", deny ? "true" : "");
        spec.put(
                "fields",
                deny
                        ? ""
                        : chance(70)
                                ? "[{path: email, read: " + one(READS.subList(2, READS.size())) + "}]"
                                : "[{path: size, read: " + one(SIZES.subList(2, SIZES.size())) + "}]");
        return new Document("Policy", name, spec);
    }

    private Document limit(String name) {
        Map<String, String> spec = new LinkedHashMap<>();
        spec.put("principals", chance(70) ? principals() : "");
        spec.put("per", one(List.of("principal", "client", "claim:tenant")));
        boolean probes = chance(50);
        spec.put("requests", probes && chance(50) ? "" : quota());
        spec.put("probes", probes ? quota() : "");
        return new Document("Limit", name, spec);
    }

    private String quota() {
        return "[{quota: " + one(List.of("10", "60", "200")) + ", window: " + one(List.of("1m", "1h")) + "}]";
    }

    private String principals() {
        List<String> keys = new ArrayList<>();
        while (keys.isEmpty()) {
            add(keys, 60, () -> "roles: " + some(List.of("a", "b", "c")));
            add(keys, 20, () -> "clients: [" + one(List.of("x", "y")) + "]");
            add(
                    keys,
                    40,
                    () -> "claims: {"
                            + one(List.of(
                                    "level: " + some(List.of("'1'", "1", "2", "'true'", "true")),
                                    "level: [1]",
                                    "level: ['1']",
                                    "tenant: " + some(List.of("t1", "t2")),
                                    "level: [1], tenant: [t1]"))
                            + "}");
        }
        return "{" + String.join(", ", keys) + "}";
    }

    private void add(List<String> keys, int percent, Supplier<String> key) {
        if (chance(percent)) {
            keys.add(key.get());
        }
    }

    private <T> List<T> some(List<T> all) {
        List<T> some = new ArrayList<>();
        all.stream().filter(each -> chance(40)).forEach(some::add);
        return some.isEmpty() ? List.of(one(all)) : some;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
