package io.metagate.policy.diff;

import io.metagate.policy.model.PrincipalSelector;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A principal that has what one policy asks for and nothing more, standing for all of its kind.
 *
 * @param name what it has, as in {@code role support-agent, client desk}
 * @param principal it
 * @param parts the names of those that it is a combination of; none if it is none
 */
record Onlooker(String name, Principal principal, List<String> parts) {

    Onlooker {
        parts = List.copyOf(parts);
    }

    /** One that has what both have; empty where they are of different clients or have a claim in different ways. */
    Optional<Onlooker> with(Onlooker other) {
        Principal more = other.principal;
        boolean clients = principal.client().isEmpty()
                || more.client().isEmpty()
                || principal.client().equals(more.client());
        Map<String, Claim> claims = new LinkedHashMap<>(principal.claims());
        claims.putAll(more.claims());
        if (!clients || !claims.entrySet().containsAll(principal.claims().entrySet())) {
            return Optional.empty();
        }
        Set<String> roles = new LinkedHashSet<>(principal.roles());
        roles.addAll(more.roles());
        String client = principal.client().isEmpty() ? more.client() : principal.client();
        return Optional.of(new Onlooker(
                name + " and " + other.name,
                new Principal("diff", "diff", client, roles, claims),
                List.of(name, other.name)));
    }

    /** One for each way to be selected, by one name or value of each kind. */
    static Stream<Onlooker> selectedBy(PrincipalSelector selector) {
        List<Map<String, Claim>> claims = claims(selector.claims());
        return orNone(selector.roles()).flatMap(role -> orNone(selector.clients())
                .flatMap(client -> claims.stream().map(each -> of(role, client, each))));
    }

    private static Onlooker of(String role, String client, Map<String, Claim> claims) {
        List<String> parts = new ArrayList<>();
        Set<String> roles = new LinkedHashSet<>();
        if (!role.isEmpty()) {
            parts.add("role " + role);
            roles.add(role);
        }
        if (!client.isEmpty()) {
            parts.add("client " + client);
        }
        claims.forEach((name, claim) -> parts.add("claim " + name + "="
                + claim.values().stream().map(Onlooker::text).collect(Collectors.joining())));
        return new Onlooker(String.join(", ", parts), new Principal("diff", "diff", client, roles, claims), List.of());
    }

    private static Stream<String> orNone(Set<String> names) {
        return names.isEmpty() ? Stream.of("") : names.stream().sorted();
    }

    /** Each way to have one value of every claim. */
    private static List<Map<String, Claim>> claims(Map<String, List<Value>> asked) {
        List<Map<String, Claim>> ways = List.of(Map.of());
        for (Map.Entry<String, List<Value>> claim : new TreeMap<>(asked).entrySet()) {
            Function<Map<String, Claim>, Stream<Map<String, Claim>>> withEach =
                    way -> claim.getValue().stream().map(value -> {
                        Map<String, Claim> more = new LinkedHashMap<>(way);
                        more.put(claim.getKey(), Claim.of(value));
                        return more;
                    });
            ways = ways.stream().flatMap(withEach).toList();
        }
        return ways;
    }

    private static String text(Value value) {
        return value instanceof Value.Text text
                ? text.text()
                : PolicyText.of(value).toString();
    }
}
