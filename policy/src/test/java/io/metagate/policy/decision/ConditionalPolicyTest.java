package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionalPolicyTest {

    private static final PolicySet POLICIES = BundleFixture.compiled(ConditionalPolicyTest.class, "conditional.yaml");
    private static final Instant DAY = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-01-05T02:00:00Z");
    private static final Claim MFA = Claim.of(new ScalarValue.Text("mfa"));
    private static final Claim OFFICE = Claim.of(new ScalarValue.Text("office"));

    @Test
    void permitsWhereTheConditionHolds() {
        assertThat(policies(Map.of("acr", MFA, "site", OFFICE), DAY)).containsExactly("strong-by-day");
    }

    @Test
    void doesNotPermitWhereTheConditionFails() {
        assertThat(policies(Map.of("acr", MFA, "site", OFFICE), NIGHT)).isEmpty();
        assertThat(policies(Map.of("acr", Claim.of(new ScalarValue.Text("password")), "site", OFFICE), DAY))
                .isEmpty();
    }

    @Test
    void doesNotPermitWhereTheConditionCannotBeAnswered() {
        assertThat(policies(Map.of("site", OFFICE), DAY)).isEmpty();
        assertThat(policies(Map.of("acr", Claim.ofList(List.of(new ScalarValue.Text("mfa"))), "site", OFFICE), DAY))
                .isEmpty();
    }

    @Test
    void restrictsWhereTheConditionHoldsOrCannotBeAnswered() {
        assertThat(policies(Map.of("acr", MFA, "site", Claim.of(new ScalarValue.Text("home"))), DAY))
                .containsExactly("no-names-outside", "strong-by-day");
        assertThat(policies(Map.of("acr", MFA), DAY)).containsExactly("no-names-outside", "strong-by-day");
    }

    @Test
    void refusesWhereTheConditionOfARefusalCannotBeAnswered() {
        Map<String, Claim> numbered =
                Map.of("acr", MFA, "site", OFFICE, "level", Claim.of(new ScalarValue.Text("low")));

        assertThat(policies(numbered, DAY)).isEmpty();
        assertThat(POLICIES.visibleTo(principal(numbered), "support", DAY)).isEmpty();
    }

    @Test
    void listsTheCollectionsOfTheHour() {
        Principal strong = principal(Map.of("acr", MFA, "site", OFFICE));

        assertThat(POLICIES.visibleTo(strong, "support", DAY))
                .containsExactly(new VisibleCollection("accounts", List.of(Action.SEARCH)));
        assertThat(POLICIES.visibleTo(strong, "support", NIGHT)).isEmpty();
    }

    private static List<String> policies(Map<String, Claim> claims, Instant at) {
        return POLICIES.decide(request(principal(claims), at)) instanceof Decision.Permit permit
                ? permit.policies()
                : List.of();
    }

    private static AccessRequest request(Principal principal, Instant at) {
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        return new AccessRequest(principal, "support", Action.SEARCH, "accounts", all, at);
    }

    private static Principal principal(Map<String, Claim> claims) {
        return new Principal("https://issuer.example", "somebody", "desk", Set.of("support"), claims);
    }
}
