package io.metagate.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.parser.filter.YamlQueryParser;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionExplanationTest {

    private final PolicySet policies =
            BundleFixture.compiled(io.metagate.policy.testing.PolicyTestRunner.class, "bundle.yaml");

    @Test
    void tellsTheRuleOfEachFieldAndWhyEachPolicyAppliesOrNot() {
        assertThat(text(Set.of("support"), "support", "{filter: {region: eu}}"))
                .contains(
                        "permitted",
                        "  permit lead (bundle.yaml:50:18) does not apply: it is for other principals",
                        "  permit support-masked (bundle.yaml:33:18) applies",
                        "  permit unfinished (bundle.yaml:63:18) does not apply: its mode is draft",
                        "  restrict short-phones (bundle.yaml:75:18) applies",
                        "  region filter: exact: granted by support-masked",
                        "  phone: mask.last",
                        "    support-masked (bundle.yaml:44:7): mask.last",
                        "    capped by short-phones (bundle.yaml:80:12): mask.last",
                        "  notes: remove");
    }

    @Test
    void tellsWhyAUseIsRefused() {
        assertThat(text(Set.of("support"), "support", "{filter: {notes: x, nothing: y}, sort: [email]}"))
                .contains(
                        "denied: field-not-permitted",
                        "  notes filter: exact: refused",
                        "    not by support-masked: hidden by the rule at bundle.yaml:42:7",
                        "  nothing filter: exact: refused",
                        "    not by support-masked: unknown field",
                        "  email sort: refused",
                        "    not by support-masked: not granted by the rule at bundle.yaml:43:7");
    }

    @Test
    void tellsToWhichPermitsAQueryIsNarrowed() {
        assertThat(text(Set.of("support", "lead"), "support", "{filter: {region: eu}}"))
                .contains("only records of: support-masked", "    not by lead: no rule for the field");
    }

    @Test
    void readsTheSameForAHiddenFieldAndOneThatDoesNotExist() {
        String hidden = safe(Set.of("support"), "support", "accounts", "{filter: {notes: x}, fields: [notes]}");
        String missing = safe(Set.of("support"), "support", "accounts", "{filter: {bogus: x}, fields: [bogus]}");
        assertThat(hidden.replace("notes", "bogus")).isEqualTo(missing);
        assertThat(hidden).contains("field-not-permitted").doesNotContain("support-masked", "bundle.yaml");
    }

    @Test
    void readsTheSameForACollectionThatIsNotPermittedAndOneThatDoesNotExist() {
        String denied = safe(Set.of(), "support", "accounts", "{fields: [email]}");
        String missing = safe(Set.of(), "support", "nowhere", "{fields: [email]}");
        assertThat(denied.replace("accounts", "nowhere")).isEqualTo(missing);
        assertThat(denied).contains("\"uses\":[]", "\"fields\":[]");
    }

    @Test
    void agreesWithTheDecision() {
        List<Set<String>> roles = List.of(Set.of(), Set.of("support"), Set.of("lead"), Set.of("support", "lead"));
        for (Set<String> some : roles) {
            for (String query : List.of("{}", "{filter: {email: x}}", "{filter: {region: 5}}", "{fields: [notes]}")) {
                AccessRequest request = request(some, "support", "accounts", query);
                DecisionExplanation explanation = DecisionExplanation.of(policies, request);
                Decision decision = policies.decide(request);
                assertThat(explanation.refusal().isEmpty()).isEqualTo(decision instanceof Decision.Permit);
                if (decision instanceof Decision.Permit permit) {
                    assertThat(permit.policies()).containsAll(explanation.applying());
                }
            }
        }
    }

    private List<String> text(Set<String> roles, String purpose, String query) {
        return new ExplanationText(DecisionExplanation.of(policies, request(roles, purpose, "accounts", query)))
                .lines();
    }

    private String safe(Set<String> roles, String purpose, String collection, String query) {
        return new SafeExplanation(DecisionExplanation.of(policies, request(roles, purpose, collection, query)))
                .json()
                .toString();
    }

    private static AccessRequest request(Set<String> roles, String purpose, String collection, String query) {
        Principal principal = new Principal(
                "https://issuer.example",
                "s",
                "c",
                roles,
                Map.of("regions", Claim.ofList(List.of(new ScalarValue.Text("eu")))));
        return new AccessRequest(
                principal, purpose, Action.SEARCH, collection, YamlQueryParser.read(query), Instant.EPOCH);
    }
}
