package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.compiled.TypedFilter;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.ScalarValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final PolicySet POLICIES = BundleFixture.compiled(RightsTest.class, "rights.yaml");

    @Test
    void grantsEachUseOfAFieldByItself() {
        assertPermitted(not(equal("region")), "desk");
        assertPermitted(startsWith("region"), "desk");
        assertPermitted(not(new Predicate.Exists(FieldPath.of("phone"))), "desk");
        assertPermitted(new Predicate.Or(List.of(equal("region"), equal("phone"))), "desk");
        assertPermitted(element("devices", equal("devices.os")), "desk");
        assertPermitted(element("devices.os", startsWith("devices.os")), "desk");

        assertDenied(not(equal("size", new ScalarValue.Int(1))), "desk");
        assertDenied(new Predicate.Exists(FieldPath.of("size")), "desk");
        assertDenied(startsWith("region"), "lead");
        assertDenied(new Predicate.Or(List.of(equal("region"), equal("notes"))), "desk");
        assertDenied(not(equal("notes")), "desk");
        assertDenied(element("devices", equal("devices.serial")), "desk");
    }

    @Test
    void refusesEveryUseOfAHiddenFieldButComparisons() {
        assertPermitted(not(equal("email")), "desk");
        assertDenied(equal("email", new ScalarValue.Null()), "desk");
        assertDenied(
                new Predicate.In(FieldPath.of("email"), List.of(new ScalarValue.Text("a"), new ScalarValue.Null())),
                "desk");
        assertPermitted(equal("phone", new ScalarValue.Null()), "desk");
        assertDenied(startsWith("email"), "desk");
        assertDenied(not(startsWith("email")), "desk");
        assertDenied(new Predicate.Exists(FieldPath.of("email")), "desk");
        assertDenied(element("email", startsWith("email")), "desk");
    }

    @Test
    void takesNoPrefixOfWhatIsNoText() {
        PolicySet policies = POLICIES;
        assertThat(TypedFilter.of(
                        startsWith("size"),
                        policies.catalogue().collection("accounts").orElseThrow()))
                .isEmpty();
        assertThat(TypedFilter.of(
                        not(element("devices", equal("devices.os", new ScalarValue.Int(1)))),
                        policies.catalogue().collection("accounts").orElseThrow()))
                .isEmpty();
    }

    @Test
    void countsEachValueLookedUpInAHiddenFieldAsAProbe() {
        Predicate in = new Predicate.In(
                FieldPath.of("email"),
                IntStream.range(0, 7)
                        .<ScalarValue>mapToObj(i -> new ScalarValue.Text("a" + i))
                        .toList());

        assertThat(permit(not(equal("email")), "desk").probes()).isEqualTo(1);
        assertThat(permit(new Predicate.Or(List.of(not(in), equal("region"))), "desk")
                        .probes())
                .isEqualTo(7);
        assertThat(permit(element("email", in), "desk").probes()).isEqualTo(7);
        assertThat(permit(equal("phone"), "desk").probes()).isZero();
    }

    @Test
    void countsAnEmptyListAsOneProbe() {
        Predicate none = new Predicate.In(FieldPath.of("email"), List.of());

        assertThat(permit(none, "desk").probes()).isEqualTo(1);
        assertThat(permit(not(none), "desk").probes()).isEqualTo(1);
        assertThat(permit(element("email", none), "desk").probes()).isEqualTo(1);
    }

    @Test
    void deniesOfElementsNothingThatIsHidden() {
        Predicate none = new Predicate.In(FieldPath.of("email"), List.of());

        assertPermitted(not(element("email", equal("email"))), "desk");
        assertPermitted(element("phone", not(equal("phone"))), "desk");
        assertDenied(element("email", not(equal("email"))), "desk");
        assertDenied(element("email", not(none)), "desk");
        assertDenied(not(element("email", not(equal("email")))), "desk");
        assertDenied(element("email", new Predicate.And(List.of(equal("email"), not(equal("email"))))), "desk");
    }

    @Test
    void deniesNothingHiddenOfDocumentsInArrays() {
        assertPermitted(element("devices", equal("devices.ip")), "desk");
        assertDenied(element("devices", not(equal("devices.ip"))), "desk");
        assertDenied(element("devices", not(element("devices.ip", equal("devices.ip")))), "desk");
        assertDenied(
                element("devices", new Predicate.Or(List.of(equal("devices.os"), not(equal("devices.ip"))))), "desk");
    }

    @Test
    void countsProbesOfRecordsThatAreHiddenAlthoughOthersAreNot() {
        assertThat(permit(equal("email"), "desk", "lead").probes()).isZero();
        assertThat(permit(equal("email"), "desk", "far-desk").probes()).isEqualTo(1);
    }

    @Test
    void countsTheIdentifierByWhichARecordIsReadWhereItIsHidden() {
        Query byId = Query.byId(new ScalarValue.Text("acc-1"), Optional.empty());

        assertThat(((Decision.Permit) decide(Action.READ, byId, "desk")).probes())
                .isEqualTo(1);
        assertThat(((Decision.Permit) decide(Action.READ, byId, "reader")).probes())
                .isZero();
    }

    @Test
    void carriesTheTermsOfThePermitsThatGrantEveryUse() {
        assertThat(permit(equal("region"), "desk").terms()).isEqualTo(new QueryConstraints(true, 5));
        assertThat(permit(equal("region"), "lead").terms()).isEqualTo(new QueryConstraints(false, 10));
        assertThat(permit(equal("region"), "desk", "lead").terms()).isEqualTo(new QueryConstraints(false, 10));
        assertThat(permit(startsWith("region"), "desk", "lead").terms()).isEqualTo(new QueryConstraints(true, 5));
    }

    @Test
    void takesAwayWhatACapLeavesNoSightOf() {
        assertDenied(equal("phone"), "desk", "contractor");
        assertDenied(new Predicate.Exists(FieldPath.of("phone")), "desk", "contractor");
        assertDenied(equal("email"), "desk", "contractor");
    }

    @Test
    void keepsTheQuotasOfEachMeasureApart() {
        var limit = POLICIES.limitsFor(principal("desk")).get(0);

        assertThat(limit.quotas(LimitMetric.REQUESTS)).containsExactly(new Quota(600, Duration.ofMinutes(1), 600));
        assertThat(limit.quotas(LimitMetric.PROBES))
                .containsExactly(new Quota(20, Duration.ofHours(1), 5), new Quota(100, Duration.ofDays(1), 100));
        assertThat(limit.quotas(LimitMetric.BYTES)).isEmpty();
    }

    @Test
    void limitsTheProbesOfThoseWhomNoLimitAllowsAny() {
        assertThat(POLICIES.limitsFor(principal("desk"))).doesNotContain(Limit.OF_PROBES);
        assertThat(POLICIES.limitsFor(principal("lead"))).contains(Limit.OF_PROBES);
    }

    @Test
    void countsByTheFieldsThatAreGrantedForItAlone() {
        assertThat(count(Predicate.all(), "region", "desk")).isInstanceOf(Decision.Permit.class);
        assertThat(count(equal("email"), "phone", "desk"))
                .isInstanceOfSatisfying(
                        Decision.Permit.class,
                        permit -> assertThat(permit.query().by()).contains(FieldPath.of("phone")));
        for (String field : List.of("size", "email", "notes", "nothing", "_id")) {
            assertThat(count(Predicate.all(), field, "desk"))
                    .as(field)
                    .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
        }
    }

    @Test
    void countsNoValuesThatARestrictTakesOutOfClear() {
        assertThat(count(Predicate.all(), "phone", "desk", "contractor"))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
        assertThat(count(Predicate.all(), "region", "desk", "contractor")).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void countsWithinThePermitsThatGrantTheGroupingAlone() {
        Decision.Permit everywhere = (Decision.Permit)
                decide(Action.COUNT, Query.count(Predicate.all(), Optional.empty()), "desk", "far-desk");
        Decision.Permit byRegion = (Decision.Permit) count(Predicate.all(), "region", "desk", "far-desk");
        Decision.Permit atTheDesk = (Decision.Permit) count(Predicate.all(), "region", "desk");

        assertThat(everywhere.query().predicate()).isInstanceOf(Predicate.Or.class);
        assertThat(byRegion.query().predicate())
                .isEqualTo(atTheDesk.query().predicate())
                .isNotEqualTo(Predicate.all());
    }

    private static Decision count(Predicate filter, String by, String... roles) {
        return decide(Action.COUNT, Query.count(filter, Optional.of(FieldPath.of(by))), roles);
    }

    private static void assertPermitted(Predicate filter, String... roles) {
        assertThat(decide(filter, roles)).isInstanceOf(Decision.Permit.class);
    }

    private static void assertDenied(Predicate filter, String... roles) {
        assertThat(decide(filter, roles))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
    }

    private static Decision.Permit permit(Predicate filter, String... roles) {
        return (Decision.Permit) decide(filter, roles);
    }

    private static Decision decide(Predicate filter, String... roles) {
        return decide(Action.SEARCH, new Query(filter, Optional.empty(), List.of(), 10, Optional.empty()), roles);
    }

    private static Decision decide(Action action, Query query, String... roles) {
        return POLICIES.decide(
                new AccessRequest(principal(roles), "support", action, "accounts", query, Instant.EPOCH));
    }

    private static Principal principal(String... roles) {
        return new Principal("https://issuer.example", "somebody", "service", Set.of(roles), Map.of());
    }

    private static Predicate equal(String path) {
        return equal(path, new ScalarValue.Text("x"));
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
