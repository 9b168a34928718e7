package io.metagate.policy.decision;

import static io.metagate.policy.decision.ShadowEffect.DENY;
import static io.metagate.policy.decision.ShadowEffect.FAILED;
import static io.metagate.policy.decision.ShadowEffect.FIELDS;
import static io.metagate.policy.decision.ShadowEffect.PERMIT;
import static io.metagate.policy.decision.ShadowEffect.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.compiled.CompiledPolicies;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyCondition;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.ScalarValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShadowOutcomeTest {

    private static final PolicySet POLICIES = BundleFixture.compiled(ShadowOutcomeTest.class, "shadowed.yaml");
    private static final Predicate IN_EU = equal("region", "eu");

    @Test
    void saysNothingWhereNoPolicyInShadowApplies() {
        assertThat(shadow(all(), "support")).isSameAs(ShadowOutcome.none());
        assertThat(shadow(all())).isSameAs(ShadowOutcome.none());
    }

    @Test
    void saysThatADeniedAccessWouldBePermitted() {
        assertThat(POLICIES.decide(request(all(), "newcomer"))).isInstanceOf(Decision.Deny.class);
        assertThat(shadow(all(), "newcomer").differences()).isEqualTo(Map.of("newcomers", Set.of(PERMIT)));
        assertThat(POLICIES.visibleTo(principal("newcomer"), "support", Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void saysThatAPermittedAccessWouldBeDenied() {
        assertThat(shadow(all(), "support", "barred").differences()).isEqualTo(Map.of("nobody", Set.of(DENY)));
        assertThat(shadow(equal("email", "x"), "support", "careful").differences())
                .isEqualTo(Map.of("no-emails", Set.of(DENY)));
    }

    @Test
    void takesAConditionThatCannotBeAnsweredAsAnActivePolicyDoes() {
        assertThat(shadow(all(), "support", "weak").differences()).isEqualTo(Map.of("only-strong", Set.of(DENY)));
    }

    @Test
    void saysThatFieldsWouldLeaveOtherwise() {
        assertThat(shadow(all(), "support", "names").differences()).isEqualTo(Map.of("names-in-clear", Set.of(FIELDS)));
        assertThat(shadow(all(), "support", "careful").differences()).isEqualTo(Map.of("no-emails", Set.of(FIELDS)));
    }

    @Test
    void knowsWhichOfTwoEqualTransformsCounts() {
        assertThat(shadow(all(), "support", "first").differences())
                .isEqualTo(Map.of("a-name-otherwise", Set.of(FIELDS)));
        assertThat(shadow(all(), "support", "last").differences()).isEqualTo(Map.of("z-name-otherwise", Set.of()));
        assertThat(shadow(all(), "support", "last").differing()).isEmpty();
    }

    @Test
    void looksOnlyAtTheFieldsThatAreAskedFor() {
        assertThat(selecting("region", "support", "names").differences()).isEqualTo(Map.of("names-in-clear", Set.of()));
        assertThat(selecting("name", "support", "names").differences())
                .isEqualTo(Map.of("names-in-clear", Set.of(FIELDS)));
    }

    @Test
    void saysThatOtherRecordsWouldBeWithinReach() {
        assertThat(shadow(IN_EU, "support", "regions").differences()).isEqualTo(Map.of("all-regions", Set.of(RECORDS)));
        // It does not grant the use, and so does not widen the search.
        assertThat(shadow(equal("email", "x"), "support", "regions").differences())
                .isEqualTo(Map.of("all-regions", Set.of()));
    }

    @Test
    void triesEachPolicyByItself() {
        assertThat(shadow(all(), "support", "names", "barred", "careful").differences())
                .isEqualTo(
                        Map.of("names-in-clear", Set.of(FIELDS), "nobody", Set.of(DENY), "no-emails", Set.of(FIELDS)));
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

    private static ShadowOutcome selecting(String field, String... roles) {
        Query query = new Query(all(), Optional.of(List.of(FieldPath.of(field))), List.of(), 10, Optional.empty());
        return POLICIES.decide(
                        new AccessRequest(principal(roles), "support", Action.SEARCH, "accounts", query, Instant.EPOCH))
                .shadow();
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

    private static Predicate equal(String path, String text) {
        return new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, new ScalarValue.Text(text));
    }
}
