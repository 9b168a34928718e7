package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.token.TypeStrictFilter;
import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.interference.AccountTokens;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RevealRequest;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be done with a token. */
class TokenUseTest {

    private static final PolicySet POLICIES = BundleFixture.compiled(AccountTokens.class, "tokens.yaml");
    private static final String EMAIL = AccountTokens.of(POLICIES, "emails", new ScalarValue.Text("jane@acme.example"));
    private static final String SIZE = AccountTokens.of(POLICIES, "size", new ScalarValue.Int(4711));
    private static final String FORGED = EMAIL.substring(0, EMAIL.length() - 4) + "AAAA";
    private static final Predicate EUROPE = equal("region", "eu");

    @Test
    void looksUpTheValueOfAToken() {
        assertThat(records(equal("emails", EMAIL), "planner"))
                .isEqualTo(both(equal("emails", "jane@acme.example"), EUROPE));
        assertThat(records(equal("size", SIZE), "planner"))
                .isEqualTo(both(declared(equal("size", new ScalarValue.Int(4711))), EUROPE));
        assertThat(records(new Predicate.Not(in("size", SIZE, "t1_" + "A".repeat(50))), "planner"))
                .isEqualTo(both(declared(not(in("size", new ScalarValue.Int(4711)))), EUROPE));
    }

    @Test
    void countsTokensThatOpenAsNoProbes() {
        assertThat(permit(equal("emails", EMAIL), "planner").probes()).isZero();
        assertThat(permit(equal("emails", FORGED), "planner").probes()).isOne();
        assertThat(permit(equal("alias", EMAIL), "planner").probes()).isOne();
        assertThat(permit(equal("emails", EMAIL), "desk").probes()).isOne();
        assertThat(permit(in("emails", EMAIL, FORGED, "jane@acme.example"), "planner")
                        .probes())
                .isEqualTo(2);
    }

    @Test
    void countsATokenAsAProbeWhereNoRecordIsShown() {
        AccessRequest count = new AccessRequest(
                principal("planner"),
                "support",
                Action.COUNT,
                "accounts",
                Query.count(equal("emails", EMAIL), Optional.empty()),
                Instant.EPOCH);
        Decision.Permit permit = (Decision.Permit) POLICIES.decide(count);

        assertThat(permit.probes()).isOne();
        assertThat(permit.query().predicate()).isEqualTo(both(equal("emails", "jane@acme.example"), EUROPE));
    }

    @Test
    void takesATokenThatDoesNotOpenForAValueThatNoRecordHas() {
        assertThat(records(equal("emails", FORGED), "planner")).isEqualTo(both(equal("emails", FORGED), EUROPE));
        assertThat(records(equal("size", EMAIL), "planner"))
                .isEqualTo(both(declared(in("size", new ScalarValue[0])), EUROPE));
        assertThat(decide(equal("size", "4711"), "planner"))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.VALUE_OF_WRONG_TYPE));
        assertThat(decide(equal("size", SIZE), "desk"))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
    }

    @Test
    void keepsOneTestOfAKindForAnElement() {
        FieldPath size = FieldPath.of("size");
        Predicate never = in("size", new ScalarValue[0]);
        Predicate some = in("size", new ScalarValue.Int(1));
        assertThat(records(new Predicate.AnyElement(size, and(equal("size", EMAIL), some)), "planner"))
                .isEqualTo(both(declared(new Predicate.AnyElement(size, never)), EUROPE));
        assertThat(records(not(new Predicate.AnyElement(size, and(some, equal("size", EMAIL)))), "planner"))
                .isEqualTo(both(declared(not(new Predicate.AnyElement(size, never))), EUROPE));
    }

    @Test
    void deniesNoTokenOfAnElement() {
        FieldPath size = FieldPath.of("size");
        assertThat(decide(new Predicate.AnyElement(size, not(equal("size", SIZE))), "planner"))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.FIELD_NOT_PERMITTED));
    }

    @Test
    void looksUpNoTokenWhereAnotherPermitLetsMoreOut() {
        assertThat(records(equal("emails", EMAIL), "planner", "billing", "desk", "reader"))
                .isEqualTo(both(
                        both(equal("emails", "jane@acme.example"), EUROPE),
                        not(new Predicate.Or(List.of(equal("plan", "paid"), equal("plan", "free"))))));
    }

    @Test
    void revealsAFieldThatIsReadInClear() {
        RevealDecision decision = reveal("emails", List.of(EMAIL, FORGED, SIZE, "x"), "revealer");

        assertThat(((Decision.Permit) decision.decision()).probes()).isEqualTo(4);
        assertThat(((Decision.Permit) decision.decision()).query().predicate())
                .isEqualTo(both(Predicate.none(), Predicate.all()));
        assertThat(body(decision))
                .isEqualTo("{\"values\":[{\"token\":\"" + EMAIL + "\",\"value\":\"jane@acme.example\"},{\"token\":\""
                        + FORGED + "\",\"value\":null},{\"token\":\"" + SIZE
                        + "\",\"value\":null},{\"token\":\"x\",\"value\":null}]}");
        assertThat(body(reveal("size", List.of(SIZE), "revealer")))
                .isEqualTo("{\"values\":[{\"token\":\"" + SIZE + "\",\"value\":4711}]}");
    }

    @Test
    void revealsNoOtherField() {
        for (String field : List.of("alias", "region", "_id", "nothing", "emails.x")) {
            assertDenied(DenyReason.FIELD_NOT_PERMITTED, reveal(field, List.of(EMAIL), "revealer"));
        }
        assertDenied(DenyReason.FIELD_NOT_PERMITTED, reveal("emails", List.of(EMAIL), "revealer", "trainee"));
        assertThat(reveal("size", List.of(SIZE), "revealer", "trainee").permitted())
                .isPresent();
    }

    @Test
    void revealsNothingToWhoMayOnlyReadAndSearch() {
        assertDenied(DenyReason.NO_PERMIT, reveal("emails", List.of(EMAIL), "planner", "billing"));
    }

    @Test
    void revealsUpToAHundredTokensAtOnce() {
        assertThat(reveal("emails", Collections.nCopies(100, EMAIL), "revealer").permitted())
                .isPresent();
        assertThatThrownBy(() -> reveal("emails", Collections.nCopies(101, EMAIL), "revealer"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reveal("emails", List.of(), "revealer")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void explainsWhoMayReveal() {
        Query query =
                new Query(Predicate.all(), Optional.of(List.of(FieldPath.of("alias"))), List.of(), 1, Optional.empty());
        DecisionExplanation explanation = DecisionExplanation.of(
                POLICIES,
                new AccessRequest(principal("revealer"), "support", Action.REVEAL, "accounts", query, Instant.EPOCH));

        assertThat(explanation.refusal()).contains(DenyReason.FIELD_NOT_PERMITTED);
        assertThat(explanation.uses()).singleElement().satisfies(use -> {
            assertThat(use.right()).isEqualTo("read: clear");
            assertThat(use.granted()).isFalse();
        });
    }

    private static void assertDenied(DenyReason reason, RevealDecision decision) {
        assertThat(decision.decision()).isEqualTo(new Decision.Deny(POLICIES.revision(), reason));
        assertThat(decision.permitted()).isEmpty();
    }

    private static RevealDecision reveal(String field, List<String> tokens, String... roles) {
        return POLICIES.reveal(
                new RevealRequest(principal(roles), "support", "accounts", FieldPath.of(field), tokens, Instant.EPOCH));
    }

    private static String body(RevealDecision decision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            decision.permitted().orElseThrow().reveal().body().writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Predicate records(Predicate filter, String... roles) {
        return permit(filter, roles).query().predicate();
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

    private static Predicate both(Predicate one, Predicate other) {
        return Predicate.both(one, other);
    }

    private static Predicate declared(Predicate filter) {
        return TypeStrictFilter.of(
                filter, POLICIES.catalogue().collection("accounts").orElseThrow());
    }

    private static Predicate and(Predicate... parts) {
        return Predicate.allOf(List.of(parts));
    }

    private static Predicate not(Predicate part) {
        return new Predicate.Not(part);
    }

    private static Predicate equal(String field, String text) {
        return equal(field, new ScalarValue.Text(text));
    }

    private static Predicate equal(String field, ScalarValue value) {
        return new Predicate.Compare(FieldPath.of(field), Relation.EQUAL, value);
    }

    private static Predicate in(String field, String... texts) {
        return new Predicate.In(
                FieldPath.of(field),
                java.util.Arrays.stream(texts)
                        .<ScalarValue>map(ScalarValue.Text::new)
                        .toList());
    }

    private static Predicate in(String field, ScalarValue... values) {
        return new Predicate.In(FieldPath.of(field), List.of(values));
    }
}
