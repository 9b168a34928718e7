package io.metagate.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.diff.PermissionChange.Kind;
import io.metagate.policy.diff.Widenings.Widening;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * INVARIANT: whatever the decision point gives a principal more under another bundle is in the difference, of a kind
 * that the principal is of (P6).
 */
class WideningTest {

    private static final int PAIRS = Integer.getInteger("metagate.pairs", 150);
    private static final int PRINCIPALS = 12;
    private static final ScalarValue NOTHING = new ScalarValue.Null();

    private final long seed = Seeded.seed("WideningTest");
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void tellsWhateverIsGivenMore() {
        RandomRevisions revisions = new RandomRevisions(random);
        int widenings = 0;
        for (int sound = 0; sound < PAIRS; ) {
            RandomRevisions.Pair pair = revisions.pair();
            Optional<PolicySet> before = compiled(pair.before());
            Optional<PolicySet> after = compiled(pair.after());
            if (before.isEmpty() || after.isEmpty()) {
                continue;
            }
            sound++;
            List<PermissionChange> changes = PermissionDiff.between(before.get(), after.get());
            for (int n = 0; n < PRINCIPALS; n++) {
                Principal principal = principal();
                for (Widening widening : new Widenings(before.get(), after.get(), principal).all()) {
                    widenings++;
                    assertThat(changes.stream().anyMatch(change -> tells(change, widening, principal)))
                            .as(() -> report(pair, changes, principal, widening))
                            .isTrue();
                }
            }
        }
        System.out.println("WideningTest found " + widenings + " widenings in " + PAIRS + " pairs");
        assertThat(widenings).isPositive();
    }

    private String report(
            RandomRevisions.Pair pair, List<PermissionChange> changes, Principal principal, Widening widening) {
        String at = RandomRevisions.CATALOGUE;
        return "seed " + seed + "\n" + widening + "\nfor roles " + principal.roles() + " client " + principal.client()
                + " claims " + text(principal.claims()) + "\n"
                + String.join(
                        "\n", changes.stream().map(PermissionChange::toString).toList())
                + "\n=== before\n" + pair.before().substring(at.length()) + "\n=== after\n"
                + pair.after().substring(at.length());
    }

    private static String text(Map<String, Claim> claims) {
        Map<String, String> text = new HashMap<>();
        claims.forEach((name, claim) -> text.put(
                name, claim.values().stream().map(WideningTest::text).toList().toString()));
        return text.toString();
    }

    private static String text(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return "'" + text.text() + "'";
        }
        return value instanceof ScalarValue.Int number
                ? "" + number.number()
                : value instanceof ScalarValue.Real real
                        ? "" + real.number()
                        : value instanceof ScalarValue.Bool bool ? "" + bool.truth() : "?";
    }

    private static Optional<PolicySet> compiled(String text) {
        try {
            return Optional.of(BundleFixture.compiledText(text));
        } catch (AssertionError notSound) {
            return Optional.empty();
        }
    }

    private static boolean tells(PermissionChange change, Widening widening, Principal principal) {
        return change.kind() != Kind.LOSES
                && change.purpose().equals(widening.purpose())
                && change.collection().equals(widening.collection())
                && (change.actions().isEmpty() || change.actions().contains(widening.action()))
                && widening.whats().stream()
                        .anyMatch(what -> change.what().equals(what)
                                || (what.equals("query") && change.what().startsWith("query by")))
                && Stream.of(change.who().split(" and ")).allMatch(part -> isOneOf(principal, part));
    }

    /**
     * Whether the principal is what a part of a name says, or one of several that it lists; what it only counts may be
     * anybody.
     */
    private static boolean isOneOf(Principal principal, String part) {
        return Stream.of(part.replaceFirst("^any of \\[", "")
                        .replaceFirst("\\]$", "")
                        .split("; "))
                .anyMatch(one -> one.matches(".* \\(or [0-9]+ others\\)")
                        || Stream.of(one.split(", ")).allMatch(trait -> has(principal, trait)));
    }

    /** Whether the principal has what a trait says, or may have it where its claim cannot be weighed against that. */
    private static boolean has(Principal principal, String trait) {
        if (trait.startsWith("role ")) {
            return principal.roles().contains(trait.substring(5));
        }
        if (trait.startsWith("client ")) {
            return principal.client().equals(trait.substring(7));
        }
        String[] claim = trait.substring(6).split("=", 2);
        Optional<Claim> held = Optional.ofNullable(principal.claims().get(claim[0]));
        if (held.isEmpty() || !held.get().readable()) {
            return held.isPresent();
        }
        String written =
                claim[1].replaceFirst("^\\(", "/").replaceFirst(" \\(or ", "/").replaceFirst("\\)$", "");
        return held.get().values().stream()
                .anyMatch(value -> Stream.of(written.split("/")).anyMatch(one -> is(value, one)));
    }

    private static boolean is(ScalarValue value, String written) {
        return switch (written) {
            case "another text" -> value instanceof ScalarValue.Text;
            case "another number" -> value instanceof ScalarValue.Int || value instanceof ScalarValue.Real;
            default ->
                value.canonical() instanceof ScalarValue.Text text
                        ? written.equals(text.text()) || written.equals("\"" + text.text() + "\"")
                        : written.equals(text(value.canonical()));
        };
    }

    private Principal principal() {
        Set<String> roles = new HashSet<>();
        List.of("a", "b", "c").stream().filter(role -> random.nextInt(100) < 55).forEach(roles::add);
        Map<String, Claim> claims = new HashMap<>();
        Claim one = Claim.of(new ScalarValue.Text("1"));
        put(
                claims,
                "level",
                List.of(
                        one,
                        Claim.of(new ScalarValue.Int(1)),
                        Claim.of(new ScalarValue.Real(1)),
                        Claim.of(new ScalarValue.Text("2")),
                        Claim.of(new ScalarValue.Int(2)),
                        Claim.of(new ScalarValue.Bool(true)),
                        Claim.of(new ScalarValue.Text("true")),
                        Claim.of(new ScalarValue.Text("other")),
                        Claim.of(new ScalarValue.Int(9)),
                        Claim.of(new ScalarValue.Bool(false)),
                        Claim.of(NOTHING),
                        Claim.ofList(List.of(new ScalarValue.Int(1), new ScalarValue.Text("1"))),
                        Claim.ofList(List.of(new ScalarValue.Int(1), NOTHING)),
                        Claim.ofList(List.of())));
        put(
                claims,
                "tenant",
                List.of(
                        Claim.of(new ScalarValue.Text("t1")),
                        Claim.of(new ScalarValue.Text("t2")),
                        Claim.of(new ScalarValue.Text("t3")),
                        Claim.of(NOTHING),
                        Claim.of(new ScalarValue.Int(1)),
                        Claim.ofList(List.of(new ScalarValue.Text("t1"), new ScalarValue.Text("t2")))));
        put(
                claims,
                "regions",
                List.of(
                        Claim.of(new ScalarValue.Text("eu")),
                                Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Text("us"))),
                        Claim.of(new ScalarValue.Int(5)), Claim.of(NOTHING)));
        put(
                claims,
                "acr",
                List.of(
                        Claim.of(new ScalarValue.Text("mfa")),
                        Claim.of(new ScalarValue.Text("pwd")),
                        Claim.of(NOTHING)));
        put(claims, "suspended", List.of(Claim.of(new ScalarValue.Bool(true)), Claim.of(NOTHING)));
        String client = List.of("", "x", "y", "z").get(random.nextInt(4));
        return new Principal("issuer", "subject", client, roles, claims);
    }

    private void put(Map<String, Claim> claims, String name, List<Claim> choices) {
        if (random.nextInt(100) < 60) {
            claims.put(name, choices.get(random.nextInt(choices.size())));
        }
    }
}
