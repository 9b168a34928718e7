package io.metagate.it.fuzz;

import java.util.List;

/** Targets of requests: paths that there are, other spellings of them, other paths, and what is none. */
final class RandomTargets {

    private static final List<String> OTHERS = List.of(
            "*",
            "",
            "/",
            "//",
            "gateway:80",
            "http://",
            "http:///v1/collections",
            "http://[zz]/v1/collections",
            "https://gateway/v1/collections",
            "?",
            "#",
            "/openapi",
            "/openapi?format=json",
            "/openapi.json",
            "//openapi",
            "/v1/../openapi",
            "/%6fpenapi",
            "/q/health",
            "/q/metrics",
            "/v1",
            "/favicon.ico",
            "/v1/collections/accounts/records/%zz",
            "/v1/collections/accounts/records/%ff",
            "/v1/collections/accounts/records/%00",
            "/v1/collections/accounts/records/{\"$gt\":\"\"}",
            "/v1/collections/accounts%2Frecords/acc-1",
            "/v1/collections/accounts;a=b/records/acc-1");

    private static final List<String> QUERIES = List.of(
            "?fields=plan,region",
            "?limit=1",
            "?limit=01",
            "?limit=%2B1",
            "?sort=-createdAt&limit=2",
            "?cursor=abc",
            "?fields=%zz",
            "?fields=%ff",
            "?fields={}",
            "?from=2026-01-01T00:00:00Z&limit=1",
            "?from=%2B999999999-12-31T23:59:59Z",
            "?client=a%00b",
            "?client=analyst&limit=1",
            "?action=read&limit=1",
            "?cursor=00000000-0000-7000-8000-000000000000",
            "?a&a",
            "?",
            "?&&=",
            "?#x");

    private final RandomChoice choice;

    RandomTargets(RandomChoice choice) {
        this.choice = choice;
    }

    /** A target instead of that path. */
    String insteadOf(String path) {
        return switch (choice.below(10)) {
            case 0, 1 -> choice.of(OTHERS);
            case 2 -> choice.mutated(path);
            case 3 -> choice.of(List.of("//", "/./", "/x/../", "/%2f", "/%2F", "/\\", "/;")) + path.substring(1);
            case 4 -> path + choice.of(List.of("/", "//", "/.", "/..", "%2f", "%00", ";a", "#", ".json"));
            case 5 -> "/v1/collections/accounts/records/" + encoded(choice.planted());
            case 6 -> "/" + encoded(choice.planted()) + "/" + choice.noise(20);
            case 7 -> "http://" + choice.of(List.of("gateway", "elsewhere:80", "[::1]", "a b", "u@gateway")) + path;
            case 8 -> choice.noise(60);
            default -> path + "/" + choice.noise(1).repeat(choice.of(List.of(200, 3_900, 5_000)));
        };
    }

    /** A query or none. */
    String query() {
        return switch (choice.below(8)) {
            case 0, 1 -> choice.of(QUERIES);
            case 2 -> "?fields=" + encoded(choice.planted()) + "&" + encoded(choice.planted()) + "=" + choice.noise(9);
            case 3 -> "?" + choice.noise(30);
            default -> "";
        };
    }

    private String encoded(String text) {
        return choice.once(4) ? text.replace(" ", "") : text.replace(" ", "%20").replace("@", "%40");
    }
}
