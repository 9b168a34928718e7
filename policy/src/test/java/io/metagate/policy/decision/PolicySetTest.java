package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.request.SortKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicySetTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final PolicySet POLICIES = BundleFixture.compiled(PolicySetTest.class, "accounts.yaml");
    private static final Principal SUPPORT = principal(Set.of("support"), Map.of("regions", Claim.ofList(texts("eu"))));
    private static final Predicate BY_EMAIL = equal("email", new ScalarValue.Text("a@b.example"));

    @Test
    void permitsNothingThatNoPolicyPermits() {
        assertDenied(DenyReason.NO_PERMIT, search(principal(Set.of("nobody"), Map.of()), "support", "accounts", all()));
        assertDenied(DenyReason.NO_PERMIT, search(SUPPORT, "planning", "accounts", all()));
        assertDenied(DenyReason.NO_PERMIT, search(SUPPORT, "", "accounts", all()));
        assertDenied(DenyReason.NO_PERMIT, search(SUPPORT, "support", "companies", all()));
        assertDenied(
                DenyReason.NO_PERMIT,
                new AccessRequest(SUPPORT, "support", Action.EXPORT, "accounts", query(all()), NOW));
    }

    @Test
    void saysTheSameOfACollectionThatDoesNotExistAndOneOutOfReach() {
        Principal nobody = principal(Set.of("nobody"), Map.of());

        assertThat(POLICIES.decide(search(nobody, "support", "accounts", all())))
                .isEqualTo(POLICIES.decide(search(nobody, "support", "nowhere", all())));
    }

    @Test
    void saysTheSameOfAHiddenFieldAndOneThatDoesNotExist() {
        for (String use : List.of("phone", "company.notes", "company.name", "nothing", "company")) {
            Predicate filter = equal(use, new ScalarValue.Text("x"));
            assertDenied(DenyReason.FIELD_NOT_PERMITTED, search(SUPPORT, "support", "accounts", filter));
            assertDenied(DenyReason.FIELD_NOT_PERMITTED, sorted(use));
        }
        for (String field : List.of("company.notes", "company.name", "nothing", "company")) {
            assertDenied(DenyReason.FIELD_NOT_PERMITTED, selecting(field));
        }
    }

    @Test
    void checksRightsBeforeTypesSoThatATypeTellsNothingOfAHiddenField() {
        assertDenied(
                DenyReason.FIELD_NOT_PERMITTED,
                search(SUPPORT, "support", "accounts", equal("company.notes", new ScalarValue.Int(1))));
        assertDenied(
                DenyReason.VALUE_OF_WRONG_TYPE,
                search(SUPPORT, "support", "accounts", equal("email", new ScalarValue.Int(1))));
    }

    @Test
    void grantsEachUseByItself() {
        Decision.Permit permit = permitted(search(SUPPORT, "support", "accounts", BY_EMAIL));

        assertThat(permit.probes()).isEqualTo(1);
        Predicate three = new Predicate.In(FieldPath.of("email"), texts("a", "b", "c"));
        assertThat(permitted(search(SUPPORT, "support", "accounts", three)).probes())
                .isEqualTo(3);
        assertThat(permit.policies()).containsExactly("support-masked");
        assertDenied(
                DenyReason.FIELD_NOT_PERMITTED,
                search(
                        SUPPORT,
                        "support",
                        "accounts",
                        new Predicate.Compare(
                                FieldPath.of("email"), Predicate.Relation.GREATER, new ScalarValue.Text("a"))));
        assertDenied(DenyReason.FIELD_NOT_PERMITTED, sorted("email"));
    }

    @Test
    void narrowsTheQueryToTheRowScope() {
        Decision.Permit permit = permitted(search(SUPPORT, "support", "accounts", BY_EMAIL));

        assertThat(permit.query().predicate())
                .isEqualTo(new Predicate.And(List.of(BY_EMAIL, equal("region", new ScalarValue.Text("eu")))));
        assertThat(permit.query().store()).isEqualTo(new StoreLocation("backup", "accounts"));
    }

    @Test
    void doesNotApplyAPermitWhoseClaimIsMissingEmptyOrOfAnotherType() {
        for (Map<String, Claim> claims : List.<Map<String, Claim>>of(
                Map.of(),
                Map.of("regions", Claim.ofList(List.of())),
                Map.of("regions", Claim.of(new ScalarValue.Int(1))),
                Map.of("regions", Claim.ofList(List.of(new ScalarValue.Text("eu"), new ScalarValue.Int(1)))),
                Map.of("regions", Claim.of(new ScalarValue.Null())))) {
            assertDenied(
                    DenyReason.NO_PERMIT, search(principal(Set.of("support"), claims), "support", "accounts", all()));
        }
    }

    @Test
    void searchesOnlyWhereAPermitGrantsEveryUse() {
        Principal both = principal(Set.of("support", "lead"), Map.of("regions", Claim.ofList(texts("eu"))));

        assertThat(permitted(search(both, "support", "accounts", all())).query().predicate())
                .isEqualTo(all());
        assertThat(permitted(search(both, "support", "accounts", BY_EMAIL))
                        .query()
                        .predicate())
                .isEqualTo(new Predicate.And(List.of(BY_EMAIL, equal("region", new ScalarValue.Text("eu")))));
    }

    @Test
    void readsByIdentifierWithoutARightToFilterByIt() {
        Principal lead = principal(Set.of("lead"), Map.of());
        Query byId = Query.byId(new ScalarValue.Text("acc-1"), Optional.empty());

        assertThat(permitted(new AccessRequest(lead, "support", Action.READ, "accounts", byId, NOW))
                        .query()
                        .predicate())
                .isEqualTo(equal("_id", new ScalarValue.Text("acc-1")));
        assertDenied(
                DenyReason.FIELD_NOT_PERMITTED,
                search(lead, "support", "accounts", equal("_id", new ScalarValue.Text("acc-1"))));
    }

    @Test
    void takesTheFirstRuleThatMatchesAField() {
        Principal planner = new Principal(
                "issuer", "subject", "planner", Set.of(), Map.of("level", Claim.of(new ScalarValue.Int(3))));
        AccessRequest byDate = new AccessRequest(
                planner,
                "planning",
                Action.SEARCH,
                "accounts",
                new Query(
                        all(),
                        Optional.empty(),
                        List.of(new SortKey(FieldPath.of("createdAt"), false)),
                        10,
                        Optional.empty()),
                NOW);

        assertDenied(DenyReason.FIELD_NOT_PERMITTED, byDate);
        permitted(search(planner, "planning", "accounts", equal("size", new ScalarValue.Int(3))));
    }

    @Test
    void selectsPrincipalsByAllOfClientRolesAndClaims() {
        Map<String, Claim> level = Map.of("level", Claim.of(new ScalarValue.Int(3)));

        assertDenied(
                DenyReason.NO_PERMIT,
                search(new Principal("i", "s", "other", Set.of(), level), "planning", "accounts", all()));
        assertDenied(
                DenyReason.NO_PERMIT,
                search(
                        new Principal(
                                "i", "s", "planner", Set.of(), Map.of("level", Claim.of(new ScalarValue.Text("3")))),
                        "planning",
                        "accounts",
                        all()));
        permitted(search(new Principal("i", "s", "planner", Set.of(), level), "planning", "accounts", all()));
    }

    @Test
    void listsWhatAPrincipalMayDoForAPurpose() {
        assertThat(POLICIES.visibleTo(SUPPORT, "support", NOW))
                .containsExactly(new VisibleCollection("accounts", List.of(Action.READ, Action.SEARCH)));
        assertThat(POLICIES.visibleTo(SUPPORT, "planning", NOW)).isEmpty();
        assertThat(POLICIES.visibleTo(principal(Set.of("support"), Map.of()), "support", NOW))
                .isEmpty();
    }

    @Test
    void namesItsRevisionByTheBundle() {
        assertThat(POLICIES.revision())
                .isEqualTo(BundleFixture.compiled(PolicySetTest.class, "accounts.yaml")
                        .revision());
        assertThat(POLICIES.decide(search(SUPPORT, "support", "accounts", all()))
                        .revision())
                .isEqualTo(POLICIES.revision());
    }

    private static AccessRequest sorted(String path) {
        return new AccessRequest(
                SUPPORT,
                "support",
                Action.SEARCH,
                "accounts",
                new Query(
                        all(), Optional.empty(), List.of(new SortKey(FieldPath.of(path), true)), 10, Optional.empty()),
                NOW);
    }

    private static AccessRequest selecting(String path) {
        return new AccessRequest(
                SUPPORT,
                "support",
                Action.SEARCH,
                "accounts",
                new Query(all(), Optional.of(List.of(FieldPath.of(path))), List.of(), 10, Optional.empty()),
                NOW);
    }

    private static AccessRequest search(Principal principal, String purpose, String collection, Predicate filter) {
        return new AccessRequest(principal, purpose, Action.SEARCH, collection, query(filter), NOW);
    }

    private static Query query(Predicate filter) {
        return new Query(filter, Optional.empty(), List.of(), 10, Optional.empty());
    }

    private static Predicate all() {
        return Predicate.all();
    }

    private static Predicate equal(String path, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, value);
    }

    private static Principal principal(Set<String> roles, Map<String, Claim> claims) {
        return new Principal("https://issuer.example", "somebody", "service", roles, claims);
    }

    private static List<ScalarValue> texts(String... texts) {
        return Arrays.stream(texts).<ScalarValue>map(ScalarValue.Text::new).toList();
    }

    private static void assertDenied(DenyReason reason, AccessRequest request) {
        assertThat(POLICIES.decide(request)).isEqualTo(new Decision.Deny(POLICIES.revision(), reason));
    }

    private static Decision.Permit permitted(AccessRequest request) {
        Decision decision = POLICIES.decide(request);
        assertThat(decision).isInstanceOf(Decision.Permit.class);
        return (Decision.Permit) decision;
    }
}
