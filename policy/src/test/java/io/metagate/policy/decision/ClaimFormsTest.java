package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever form a claim has, no permit opens in doubt, and every restrict and limit applies in doubt (P6). */
class ClaimFormsTest {

    private static final ScalarValue EU = new ScalarValue.Text("eu");
    private static final ScalarValue SEVEN = new ScalarValue.Int(7);
    private static final ScalarValue NOTHING = new ScalarValue.Null();

    /** The claims of the principal, by what the claim x is. */
    private static final Map<String, Map<String, Claim>> FORMS = forms();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [eu]       | 'eu, [eu], [eu 7]' | 'missing, empty, us, [us], "7", "12e5", "true", blank'
            eu         | 'eu, [eu], [eu 7]' | 'missing, empty, us, [us], "7", "12e5", "true", blank'
            [7]        | '7, 7.0, [7], [7.0], [eu 7]' | 'missing, empty, 7.5, -7, 0.0, big'
            [7.0]      | '7, 7.0, [7], [7.0], [eu 7]' | 'missing, empty, 7.5, -7, 0.0, big'
            [7.5]      | '7.5' | 'missing, empty, 7, 7.0, -7, 0.0, big, [7], [7.0]'
            [-0]       | '0.0' | 'missing, empty, 7, 7.0, 7.5, -7, big, [7], [7.0]'
            ["7"]      | '"7"' | 'missing, empty, eu, us, blank, "12e5", "true", [eu], [us]'
            [12e5]     | '"12e5"' | 'missing, empty, eu, us, blank, "7", "true", [eu], [us]'
            [1e30]     | '' | 'missing, empty, eu, us, "7", "12e5", "true", blank, [eu], [us]'
            [true]     | 'true' | 'missing, empty, false'
            [us, 8]    | 'us, [us]' | 'missing, empty, eu, [eu], [eu 7], "7", "12e5", "true", blank, 7, 7.0, 7.5, -7, 0.0, big, [7], [7.0]'
            [us, 7]    | 'us, [us], 7, 7.0, [7], [7.0], [eu 7]' | 'missing, empty, eu, [eu], 7.5, -7, 0.0, big, "12e5", "true", blank'
            [us, true] | 'us, [us], true' | 'missing, empty, eu, [eu], false, "7", "12e5", blank'
            """)
    void selectsByAClaim(String asked, String selected, String others) {
        String permit = policies("permit", "claims: {x: " + asked + "}", "");
        String restrict = policies("cap", "claims: {x: " + asked + "}", "");
        String deny = policies("deny", "claims: {x: " + asked + "}", "");
        String limit = policies("limit", "claims: {x: " + asked + "}", "");
        List<String> yes = List.of(selected.split(", "));
        List<String> no = List.of(others.split(", "));
        FORMS.forEach((form, claims) -> {
            assertThat(opens(permit, claims)).as("permit %s", form).isEqualTo(yes.contains(form));
            assertThat(capped(restrict, claims)).as("restrict %s", form).isEqualTo(!no.contains(form));
            assertThat(opens(deny, claims)).as("refusal %s", form).isEqualTo(no.contains(form));
            assertThat(limited(limit, claims)).as("limit %s", form).isEqualTo(!no.contains(form));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(principal.claims.x)",
                "!has(principal.claims.x)",
                "principal.claims.x == 'eu'",
                "principal.claims.x != 'eu'",
                "'eu' in principal.claims.x",
                "!('eu' in principal.claims.x)",
                "!principal.claims.exists(name, name == 'x')",
                "size(principal.claims) == 1"
            })
    void closesConditionsOnWhatCannotBeRead(String when) {
        String permit = policies("permit", "roles: [desk]", when);
        String restrict = policies("cap", "roles: [desk]", when);
        String deny = policies("deny", "roles: [desk]", when);
        FORMS.forEach((form, claims) -> {
            if (!claims.values().stream().allMatch(Claim::readable)) {
                assertThat(opens(permit, claims)).as("permit %s", form).isFalse();
                assertThat(capped(restrict, claims)).as("restrict %s", form).isTrue();
                assertThat(opens(deny, claims)).as("refusal %s", form).isFalse();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{region: CLAIM}",
                "{region: {$ne: CLAIM}}",
                "{region: {$in: CLAIM}}",
                "{region: {$nin: CLAIM}}",
                "{region: {$not: {$in: [us, CLAIM]}}}",
                "{$or: [{region: us}, {region: {$ne: CLAIM}}]}"
            })
    void givesNoRowsForWhatIsNoText(String rows) {
        String permit = policies("permit", "roles: [desk]", "")
                .replace("fields: [", "rows: " + rows.replace("CLAIM", "\"${principal.claims.x}\"") + "\n  fields: [");
        Set<String> texts = Set.of("eu", "us", "\"7\"", "\"12e5\"", "\"true\"", "[eu]", "[us]");
        FORMS.forEach(
                (form, claims) -> assertThat(opens(permit, claims)).as(form).isEqualTo(texts.contains(form)));
    }

    @Test
    void countsEqualNumbersTogether() {
        Limit limit = BundleFixture.compiledText(
                        policies("limit", "roles: [desk]", "").replace("per: client", "per: claim:x"))
                .limits()
                .get(0);

        assertThat(key(limit, "7.0"))
                .isEqualTo(key(limit, "7"))
                .isEqualTo(key(limit, "[7.0]"))
                .isNotEqualTo(key(limit, "\"7\""))
                .isNotEqualTo(key(limit, "7.5"));
    }

    private static List<ScalarValue> key(Limit limit, String form) {
        return limit.per().key(principal(FORMS.getOrDefault(form, Map.of())));
    }

    private static boolean opens(String bundle, Map<String, Claim> claims) {
        return decide(bundle, claims) instanceof Decision.Permit;
    }

    private static boolean capped(String bundle, Map<String, Claim> claims) {
        return decide(bundle, claims) instanceof Decision.Permit permit
                && permit.policies().contains("rule");
    }

    private static boolean limited(String bundle, Map<String, Claim> claims) {
        return BundleFixture.compiledText(bundle).limitsFor(principal(claims)).stream()
                .anyMatch(limit -> limit.name().value().equals("rule"));
    }

    private static Decision decide(String bundle, Map<String, Claim> claims) {
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        return BundleFixture.compiledText(bundle)
                .decide(new AccessRequest(principal(claims), "support", Action.SEARCH, "accounts", all, Instant.EPOCH));
    }

    private static Principal principal(Map<String, Claim> claims) {
        return new Principal("https://issuer.example", "somebody", "service", Set.of("desk"), claims);
    }

    /**
     * A bundle in which the rule is of that kind, selects such principals and has that condition; a rule that is no
     * permit stands beside one for all.
     */
    private static String policies(String kind, String principals, String when) {
        String condition = when.isEmpty() ? "" : "\n  when: \"" + when + "\"";
        String policy = "\n---\nkind: Policy\napiVersion: metagate.io/v1\nmetadata: {name: NAME}\nspec:\n  ";
        String permit = policy + "effect: permit\n  principals: {WHOM}\n  purposes: [support]\n"
                + "  collections: [accounts]\n  actions: [search]WHEN\n  fields: [{class: public, read: clear}]";
        String restrict = policy
                + "effect: restrict\n  principals: {WHOM}\n  collections: [accounts]\n  actions: [search]WHEN\n  ";
        String limit = "\n---\nkind: Limit\napiVersion: metagate.io/v1\nmetadata: {name: NAME}\nspec:\n"
                + "  principals: {WHOM}\n  per: client\n  requests: [{quota: 10, window: 1m}]";
        String rule =
                switch (kind) {
                    case "permit" -> permit;
                    case "cap" -> restrict + "fields: [{class: public, read: null}]";
                    case "deny" -> restrict + "deny: true";
                    default -> limit;
                };
        String whole = BundleFixture.text(ClaimFormsTest.class, "/scenarios/bundles/claims.yaml")
                + rule.replace("NAME", "rule").replace("WHOM", principals).replace("WHEN", condition);
        return kind.equals("permit")
                ? whole
                : whole
                        + permit.replace("NAME", "base")
                                .replace("WHOM", "roles: [desk]")
                                .replace("WHEN", "");
    }

    private static Map<String, Map<String, Claim>> forms() {
        Map<String, Claim> forms = new LinkedHashMap<>();
        forms.put("empty", Claim.ofList(List.of()));
        forms.put("eu", Claim.of(EU));
        forms.put("us", Claim.of(new ScalarValue.Text("us")));
        forms.put("blank", Claim.of(new ScalarValue.Text("")));
        forms.put("\"7\"", Claim.of(new ScalarValue.Text("7")));
        forms.put("\"12e5\"", Claim.of(new ScalarValue.Text("12e5")));
        forms.put("\"true\"", Claim.of(new ScalarValue.Text("true")));
        forms.put("7", Claim.of(SEVEN));
        forms.put("7.0", Claim.of(new ScalarValue.Real(7)));
        forms.put("7.5", Claim.of(new ScalarValue.Real(7.5)));
        forms.put("-7", Claim.of(new ScalarValue.Int(-7)));
        forms.put("0.0", Claim.of(new ScalarValue.Real(-0.0)));
        forms.put("big", Claim.of(new ScalarValue.Real(1e30)));
        forms.put("true", Claim.of(new ScalarValue.Bool(true)));
        forms.put("false", Claim.of(new ScalarValue.Bool(false)));
        forms.put("[eu]", Claim.ofList(List.of(EU)));
        forms.put("[us]", Claim.ofList(List.of(new ScalarValue.Text("us"))));
        forms.put("[7]", Claim.ofList(List.of(SEVEN)));
        forms.put("[7.0]", Claim.ofList(List.of(new ScalarValue.Real(7))));
        forms.put("[eu 7]", Claim.ofList(List.of(EU, SEVEN)));
        forms.put("object", Claim.unreadable());
        forms.put("[null]", Claim.ofList(List.of(NOTHING)));
        forms.put("[eu null]", Claim.ofList(List.of(EU, NOTHING)));
        forms.put("[7 null]", Claim.ofList(List.of(SEVEN, NOTHING)));
        Map<String, Map<String, Claim>> all = new LinkedHashMap<>();
        forms.forEach((form, claim) -> all.put(form, Map.of("x", claim)));
        all.put("missing", Map.of());
        return all;
    }
}
