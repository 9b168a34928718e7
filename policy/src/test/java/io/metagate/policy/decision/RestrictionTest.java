package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.request.SortKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class RestrictionTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final PolicySet POLICIES = BundleFixture.compiled(RestrictionTest.class, "restricted.yaml");
    private static final Principal ALL =
            new Principal("https://issuer.example", "somebody", "service", Set.of("all"), Map.of());
    private static final RawBsonDocument RECORD = RawBsonDocument.parse("""
            {"_id": "acc-1", "username": "jane.roe", "email": "jane.roe@acme.example", "phone": "+15550100123",
             "company": {"name": "Acme", "notes": "pays late"}, "region": "eu"}""");

    @Test
    void capsWhatPermitsRevealToNoMoreThanEither() {
        assertThat(released(Action.READ))
                .isEqualTo(
                        "{\"_id\":\"acc-1\",\"username\":\"jane.roe\",\"email\":\"j***@***\",\"phone\":\"+15550100123\","
                                + "\"company\":{\"name\":\"Acme\"},\"region\":\"eu\"}");
    }

    @Test
    void capsByActionAndTakesTheLeastOfSeveralCaps() {
        assertThat(released(Action.SEARCH))
                .isEqualTo("{\"_id\":\"acc-1\",\"username\":\"jane.roe\",\"email\":\"j***@***\",\"phone\":\"***23\","
                        + "\"company\":{\"name\":null},\"region\":\"eu\"}");
    }

    @Test
    void takesAwayTheUsesOfAFieldThatIsNoLongerInClear() {
        assertThat(decide("support", equal("phone"), List.of())).isInstanceOf(Decision.Deny.class);
        assertThat(decide("support", Predicate.all(), List.of(new SortKey(FieldPath.of("phone"), false))))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decide("support", equal("username"), List.of(new SortKey(FieldPath.of("username"), false))))
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void keepsAnExactComparisonThatWasGrantedOfAMaskedField() {
        assertThat(decide("support", equal("email"), List.of())).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void refusesAltogetherWhereItDenies() {
        assertThat(decide("planning", Predicate.all(), List.of()))
                .isEqualTo(new Decision.Deny(POLICIES.revision(), DenyReason.NO_PERMIT));
        assertThat(POLICIES.visibleTo(ALL, "planning", NOW))
                .containsExactly(new VisibleCollection("accounts", List.of(Action.READ)));
    }

    @Test
    void givesADraftNoEffect() {
        assertThat(POLICIES.visibleTo(ALL, "support", NOW))
                .containsExactly(new VisibleCollection("accounts", List.of(Action.READ, Action.SEARCH)));
    }

    @Test
    void namesTheRestrictsAmongThePoliciesThatDecided() {
        Decision.Permit permit = (Decision.Permit) decide("support", Predicate.all(), List.of());

        assertThat(permit.policies())
                .containsExactly("auditors-read-all", "no-plain-emails", "nobody-takes-phones-in-bulk");
    }

    private static Decision decide(String purpose, Predicate filter, List<SortKey> sort) {
        Query query = new Query(filter, Optional.empty(), sort, 10, Optional.empty());
        return POLICIES.decide(new AccessRequest(ALL, purpose, Action.SEARCH, "accounts", query, NOW));
    }

    private static String released(Action action) {
        Query query = action == Action.READ
                ? Query.byId(new ScalarValue.Text("acc-1"), Optional.empty())
                : new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        Decision decision = POLICIES.decide(new AccessRequest(ALL, "support", action, "accounts", query, NOW));
        Redactor redactor = ((Decision.Permit) decision).redactor();
        byte[] bytes = new byte[RECORD.getByteBuffer().remaining()];
        RECORD.getByteBuffer().get(bytes);
        RedactedRecords records = redactor.redact(List.of(new RawRecord(bytes)), 10_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            records.single().orElseThrow().writeTo(new io.metagate.policy.redaction.Evidence() {}, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Predicate equal(String path) {
        return new Predicate.Compare(FieldPath.of(path), Predicate.Relation.EQUAL, new ScalarValue.Text("x"));
    }
}
