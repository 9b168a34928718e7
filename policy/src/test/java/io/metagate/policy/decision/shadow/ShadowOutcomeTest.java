package io.metagate.policy.decision.shadow;

import static io.metagate.policy.decision.shadow.ShadowEffect.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.compiled.CompiledPolicies;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShadowOutcomeTest {

    private static final PolicySet POLICIES =
            BundleFixture.compiled(ShadowOutcomeTest.class, "/scenarios/bundles/shadowed.yaml");

    @Test
    void saysNothingWhereNoPolicyInShadowApplies() {
        assertThat(shadow(all(), "support")).isSameAs(ShadowOutcome.none());
        assertThat(shadow(all())).isSameAs(ShadowOutcome.none());
    }

    @Test
    void namesThePoliciesAloneThatChangeSomething() {
        assertThat(shadow(all(), "support", "names", "barred", "last").differing())
                .containsExactly("names-in-clear", "nobody");
    }

    @Test
    void decidesAsIfTheFailingPolicyInShadowWereNotThere() {
        PolicyCondition failing = (principal, facts) -> {
            throw new IllegalStateException("planted");
        };
        CompiledRestriction restriction = new CompiledRestriction(
                "failing",
                Optional.empty(),
                Set.of(),
                Set.of(Action.SEARCH),
                "accounts",
                Optional.of(failing),
                true,
                Map.of());
        PolicySet policies = new PolicySet(
                POLICIES.revision(),
                POLICIES.catalogue(),
                new CompiledPolicies(
                        new PolicyLists(List.of(), List.of()),
                        new PolicyLists(List.of(), List.of(restriction)),
                        List.of()),
                List.of(),
                BundleFixture.KEYS);

        Decision decision = policies.decide(request(all(), "support"));

        assertThat(decision)
                .isEqualTo(new Decision.Deny(
                        POLICIES.revision(),
                        DenyReason.NO_PERMIT,
                        new ShadowOutcome(Map.of("failing", Set.of(FAILED)))));
    }

    private static ShadowOutcome shadow(Predicate filter, String... roles) {
        return POLICIES.decide(request(filter, roles)).shadow();
    }

    private static AccessRequest request(Predicate filter, String... roles) {
        Query query = new Query(filter, Optional.empty(), List.of(), 10, Optional.empty());
        return new AccessRequest(principal(roles), "support", Action.SEARCH, "accounts", query, Instant.EPOCH);
    }

    private static Principal principal(String... roles) {
        return new Principal("https://issuer.example", "jane", "desk", Set.copyOf(Arrays.asList(roles)), Map.of());
    }

    private static Predicate all() {
        return Predicate.all();
    }
}
