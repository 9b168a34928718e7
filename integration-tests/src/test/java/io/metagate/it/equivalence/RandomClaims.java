package io.metagate.it.equivalence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Draws policies that depend on claims, each of which is about a field of its own, and claims in all forms that JSON
 * has for them.
 */
final class RandomClaims {

    private static final List<String> NAMES = List.of("level", "tenant", "tags", "flag");

    private static final List<String> VALUES =
            List.of("7", "7.0", "'7'", "1000", "0", "true", "'true'", "a", "'a,b'", "12e5", "'null'", "1.5");

    private static final List<String> CONDITIONS = List.of(
            "has(principal.claims.level)",
            "!has(principal.claims.level)",
            "principal.claims.level == 7",
            "principal.claims.level != 7",
            "principal.claims.level >= 7.5",
            "has(principal.claims.tenant) && principal.claims.tenant != 'a'",
            "principal.claims.tenant == 'a'",
            "principal.claims.tenant == '7'",
            "!has(principal.claims.flag)",
            "principal.claims.flag == true",
            "'a' in principal.claims.tags",
            "!('a' in principal.claims.tags)");

    private static final List<String> SCALARS = List.of(
            "7",
            "7.0",
            "70e-1",
            "0.7E+1",
            "1e3",
            "1000",
            "-0",
            "-0.0",
            "0",
            "1.5",
            "12e5",
            "1200000",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "7.000000000000000000001",
            "1e400",
            "-1e400",
            "1e-400",
            "true",
            "false",
            "null",
            "\"7\"",
            "\" 7\"",
            "\"7.0\"",
            "\"1e3\"",
            "\"true\"",
            "\"null\"",
            "\"a\"",
            "\"\\u0061\"",
            "\"a,b\"",
            "\"[7]\"",
            "\"\"",
            "\"\\uD83D\\uDD11 \\\"\\\\/\\n\"",
            "\"é\"");

    private final Random random;

    RandomClaims(Random random) {
        this.random = random;
    }

    /** A collection with so many fields, and for each a permit and now and then a restrict. */
    String policies(int fields) {
        StringBuilder policies = new StringBuilder("""
                apiVersion: metagate.io/v1
                kind: Collection
                metadata: {name: forms}
                spec:
                  store: {database: backup, collection: forms}
                  id: {type: string, class: public}
                  fields:
                """);
        for (int n = 0; n < fields; n++) {
            policies.append("    f").append(n).append(": {type: string, class: public}\n");
        }
        for (int n = 0; n < fields; n++) {
            policies.append(policy("permit", n, "roles: [support-agent]", "clear"));
            if (random.nextInt(3) == 0) {
                policies.append(policy("restrict", n, "", "remove"));
            }
        }
        return policies.toString();
    }

    private String policy(String effect, int field, String whom, String read) {
        boolean condition = random.nextBoolean();
        List<String> principals = new ArrayList<>(whom.isEmpty() ? List.of() : List.of(whom));
        if (!condition) {
            principals.add("claims: {" + of(NAMES) + ": " + some(1, () -> of(VALUES)) + "}");
        }
        return "---\napiVersion: metagate.io/v1\nkind: Policy\nmetadata: {name: " + effect + "-" + field
                + "}\nspec:\n  effect: " + effect + "\n  purposes: [customer-support]\n  collections: [forms]\n"
                + "  actions: [read]\n"
                + (principals.isEmpty() ? "" : "  principals: {" + String.join(", ", principals) + "}\n")
                + (condition ? "  when: \"" + of(CONDITIONS) + "\"\n" : "")
                + "  fields: [{path: f" + field + ", read: " + read + "}]\n";
    }

    /** Claims by their names, as JSON. */
    Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        NAMES.stream().filter(name -> random.nextInt(4) > 0).forEach(name -> claims.put(name, value()));
        return claims;
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> "{\"x\": " + of(SCALARS) + "}";
            case 1 -> some(0, () -> random.nextInt(5) == 0 ? some(0, () -> of(SCALARS)) : of(SCALARS));
            case 2 -> some(0, () -> of(SCALARS));
            default -> of(SCALARS);
        };
    }

    private String some(int least, Supplier<String> one) {
        return random.ints(least + random.nextInt(4), 0, 1)
                .mapToObj(each -> one.get())
                .distinct()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String of(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
