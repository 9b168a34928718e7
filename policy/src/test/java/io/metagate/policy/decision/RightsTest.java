package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.compiled.TypedFilter;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final PolicySet POLICIES =
            BundleFixture.compiled(RightsTest.class, "/scenarios/bundles/rights.yaml");

    @Test
    void takesNoPrefixOfWhatIsNoText() {
        assertThat(TypedFilter.of(
                        startsWith("size"),
                        POLICIES.catalogue().collection("accounts").orElseThrow()))
                .isEmpty();
        assertThat(TypedFilter.of(
                        not(element("devices", equal("devices.os", new ScalarValue.Int(1)))),
                        POLICIES.catalogue().collection("accounts").orElseThrow()))
                .isEmpty();
    }

    @Test
    void countsAnEmptyListAsOneProbe() {
        Predicate none = new Predicate.In(FieldPath.of("email"), List.of());

        assertThat(permit(none, "desk").probes()).isEqualTo(1);
        assertThat(permit(not(none), "desk").probes()).isEqualTo(1);
        assertThat(permit(element("email", none), "desk").probes()).isEqualTo(1);
    }

    @Test
    void deniesAnEmptyListOfHiddenElements() {
        Predicate none = new Predicate.In(FieldPath.of("email"), List.of());

        assertDenied(element("email", not(none)), "desk");
    }

    private static void assertDenied(Predicate filter, String... roles) {
        assertThat(decide(filter, roles))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
    }

    private static Decision.Permit permit(Predicate filter, String... roles) {
        return (Decision.Permit) decide(filter, roles);
    }

    private static Decision decide(Predicate filter, String... roles) {
        Query query = new Query(filter, Optional.empty(), List.of(), 10, Optional.empty());
        return POLICIES.decide(
                new AccessRequest(principal(roles), "support", Action.SEARCH, "accounts", query, Instant.EPOCH));
    }

    private static Principal principal(String... roles) {
        return new Principal("https://issuer.example", "somebody", "service", Set.of(roles), Map.of());
    }

    private static Predicate equal(String path, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(path), Relation.EQUAL, value);
    }

    private static Predicate not(Predicate part) {
        return new Predicate.Not(part);
    }

    private static Predicate startsWith(String path) {
        return new Predicate.StartsWith(FieldPath.of(path), "x");
    }

    private static Predicate element(String path, Predicate part) {
        return new Predicate.AnyElement(FieldPath.of(path), part);
    }
}
