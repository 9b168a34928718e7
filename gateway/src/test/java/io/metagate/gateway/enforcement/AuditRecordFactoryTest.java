package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AccessResult;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.WriteLink;
import io.metagate.audit.merkle.MerkleLeaf;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.Receipts;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.shadow.ShadowEffect;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditRecordFactoryTest {

    private static final String PLANTED = "alice@example.com";
    private static final Principal ALICE = new Principal(
            "https://" + PLANTED,
            PLANTED,
            "desk",
            Set.of("reader"),
            Map.of("email", Claim.of(new ScalarValue.Text(PLANTED))));

    private final AuditRecordFactory maker =
            new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");

    @Test
    void writesDownNothingOfWhoIsMeantAndWhatIsReleased() {
        Decision.Permit permit = RecordAnswers.permitFor(PLANTED);
        RedactedRecords records = RecordAnswers.records(permit, PLANTED);
        AuthenticatedRequest request = filled(List.of(PLANTED), permit);

        AuditRecord record = maker.record(
                request.ended(new AccessResponse.Records(records.page(Optional.of(PLANTED)), records.counts())));

        assertHoldsNothingPlanted(record);
        assertThat(record.disclosure().volume()).isEqualTo(new DisclosureSummary.Volume(1, 1, 0, bodySize(records), 1));
        assertThat(record.disclosure().kept()).isEqualTo(new DisclosureSummary.Kept(2, 1, 0, 0));
        assertThat(record.decision().rules()).containsExactly("all-things");
        assertThat(record.limits()).containsOnly(Map.entry("things-requests", 49L));
    }

    @Test
    void commitsToTheBytesOfTheBodyUnderTheSaltOfThatRecord() throws Exception {
        Decision.Permit permit = RecordAnswers.permitFor(PLANTED);
        RedactedRecords records = RecordAnswers.records(permit, PLANTED);
        RedactedBody body = records.page(Optional.empty());
        AccessOutcome released = AccessOutcome.early(context(), new AccessResponse.Records(body, records.counts()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(Receipts.of(released.auditId()), bytes);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(new AuditPseudonyms(SampleSecrets.of(1)).bodySalt(released.auditId()));
        digest.update(bytes.toByteArray());

        AuditRecord record = maker.record(released);

        assertThat(record.disclosure().bodyCommitment()).contains(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void writesDownWhatEachKindOfAnswerDiscloses() {
        RedactedRecords records = RecordAnswers.records(RecordAnswers.permitFor(PLANTED), PLANTED);
        RedactedBody body = records.page(Optional.empty());
        DisclosureCounts counts = records.counts();

        assertDiscloses(new AccessResponse.Records(body, counts), 1, body.size(), true);
        assertDiscloses(new AccessResponse.Representation(body, counts, "tag", Optional.empty()), 1, body.size(), true);
        assertDiscloses(new AccessResponse.Unchanged(counts, "tag"), 1, 0, false);
        assertDiscloses(new AccessResponse.Document("{}", "application/json", Optional.of(counts)), 1, 2, false);
        assertDiscloses(new AccessResponse.Document("{}", "application/json"), 0, 0, false);
        assertDiscloses(new AccessResponse.Done(), 0, 0, false);
        assertDiscloses(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND), 0, 0, false);
    }

    private void assertDiscloses(AccessResponse response, long records, long bytes, boolean committed) {
        DisclosureSummary disclosed =
                maker.record(AccessOutcome.early(context(), response)).disclosure();

        assertThat(disclosed.volume().records()).isEqualTo(records);
        assertThat(disclosed.volume().bytes()).isEqualTo(bytes);
        assertThat(disclosed.bodyCommitment().isPresent()).isEqualTo(committed);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void writesDownNothingOfWhatIsRefusedEither(ProblemCode code) {
        AuthenticatedRequest request = filled(List.of("support"), RecordAnswers.permitFor(PLANTED));

        AuditRecord record = maker.record(request.ended(AccessResponse.refused(code)));

        assertHoldsNothingPlanted(record);
        assertThat(record.disclosure()).isEqualTo(DisclosureSummary.nothing());
        assertThat(record.request().reason()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void saysHowEachProblemEndedTheAccess(ProblemCode code) {
        AccessDecision decision = maker.record(AccessOutcome.early(context(), AccessResponse.refused(code)))
                .decision();

        assertThat(decision.outcome())
                .isEqualTo(
                        switch (code) {
                            case RECORD_NOT_FOUND -> AccessResult.RELEASED;
                            case QUOTA_EXCEEDED -> AccessResult.LIMITED;
                            case INTERNAL_ERROR,
                                    AUDIT_UNAVAILABLE,
                                    STORE_UNSUPPORTED,
                                    STORE_NOT_AUTHORIZED,
                                    STORE_UNAVAILABLE,
                                    EXPORT_BUSY,
                                    PRINCIPAL_BUSY,
                                    POLICY_UNAVAILABLE -> AccessResult.FAILED;
                            case WRITE_UNKNOWN -> AccessResult.UNKNOWN;
                            default -> AccessResult.DENIED;
                        });
        assertThat(decision.problem()).contains(code.code());
        assertThat(decision.decision()).isEmpty();
        assertThat(decision.rules()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void recordsEachProblemWhateverThePoliciesSaid(ProblemCode code) {
        AccessOutcome permitted = decided(RecordAnswers.permitFor("x"), code);
        AccessOutcome denied =
                decided(new Decision.Deny(ThingsPolicies.POLICIES.revision(), DenyReason.VALUE_OF_WRONG_TYPE), code);

        AccessDecision afterPermit = maker.record(permitted).decision();
        AccessDecision afterDeny = maker.record(denied).decision();

        assertThat(afterPermit.decision()).contains(AccessDecision.Decision.PERMIT);
        assertThat(afterDeny.decision()).contains(AccessDecision.Decision.DENY);
        assertThat(afterDeny.outcome()).isNotEqualTo(AccessResult.RELEASED);
        assertThat(afterDeny.problem()).contains(code.code());
    }

    @Test
    void namesThePoliciesInShadowThatWouldHaveMadeADifference() {
        ShadowOutcome shadow = new ShadowOutcome(Map.of("stricter", Set.of(ShadowEffect.DENY), "same", Set.of()));
        assertThat(maker.record(decided(RecordAnswers.permitFor("x").beside(shadow), ProblemCode.INTERNAL_ERROR))
                        .decision()
                        .shadow())
                .containsExactly("stricter");
    }

    @Test
    void knowsOnlyPurposesOfThePolicies() {
        RequestContext known = stating(List.of(ThingsPolicies.PURPOSE), List.of());
        RequestContext unknown = stating(List.of("gossip"), List.of());

        assertThat(denied(known).request().purpose()).isEmpty();
        assertThat(denied(known.under(ThingsPolicies.POLICIES)).request().purpose())
                .contains(ThingsPolicies.PURPOSE);
        assertThat(denied(unknown.under(ThingsPolicies.POLICIES)).request().purpose())
                .isEmpty();
    }

    @Test
    void givesAPrincipalAndARecordTheSamePseudonymsEachTime() {
        AccessOutcome one = aimed(ALICE, "7");
        AccessOutcome same = aimed(ALICE, "7");
        AccessOutcome otherRecord = aimed(ALICE, "8");
        AccessOutcome otherPrincipal = aimed(ThingsPolicies.reader("https://issuer.example", "bob"), "7");

        assertThat(maker.record(one).request().record())
                .isPresent()
                .isEqualTo(maker.record(same).request().record());
        assertThat(maker.record(one).actor()).isEqualTo(maker.record(same).actor());
        assertThat(maker.record(otherRecord).request().record())
                .isNotEqualTo(maker.record(one).request().record());
        assertThat(maker.record(otherPrincipal).actor().principal())
                .isNotEqualTo(maker.record(one).actor().principal());
    }

    @Test
    void keepsTheReasonOfNobodyWhoIsUnknown() {
        RequestContext stranger = stating(List.of(), List.of(PLANTED));
        RequestContext twice = stating(List.of(), List.of(PLANTED, PLANTED)).identified(ALICE);

        assertThat(denied(stranger).request().reason()).isEmpty();
        assertThat(denied(stranger).actor().principal()).isEmpty();
        assertThat(denied(twice).request().reason()).isEmpty();
    }

    @Test
    void writesDownTheLongestReasonThatIsWellFormed() {
        RequestContext context = stating(List.of(), List.of("ÿ".repeat(512))).identified(ALICE);

        assertThat(denied(context).request().reason()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(WriteOutcome.class)
    void saysTheSameOfAWriteAtOnceAndLater(WriteOutcome outcome) {
        AuthenticatedRequest request = filled(List.of("support"), RecordAnswers.permitFor(PLANTED));
        AuditRecord intent = maker.intent(request);
        request.learn(facts -> facts.withIntent(AuthenticatedRequests.id()).withWriteOutcome(outcome));
        AuditRecord atOnce = maker.record(request.ended(new AccessResponse.Done()));
        AuditRecord later = maker.settled(AuthenticatedRequests.id(), intent, outcome);

        assertThat(later.part()).isEqualTo(atOnce.part()).contains(new WriteLink(intent.id(), outcome.done()));
        assertThat(later.decision().outcome())
                .isEqualTo(
                        switch (outcome) {
                            case DONE -> AccessResult.RELEASED;
                            case MISSED, EXISTS, REFUSED, NOT_DONE -> AccessResult.FAILED;
                            case UNKNOWN -> AccessResult.UNKNOWN;
                        });
    }

    @Test
    void linksWhatAnnouncesAChangeWithWhatTellsHowItEnded() {
        AuthenticatedRequest request = filled(List.of("support"), RecordAnswers.permitFor(PLANTED));
        AuditRecord intent = maker.intent(request);
        request.learn(facts -> facts.withIntent(AuthenticatedRequests.id()));
        AuditRecord neverAsked = maker.record(request.ended(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE)));
        request.learn(facts -> facts.withWriteOutcome(WriteOutcome.UNKNOWN));
        AuditRecord unknown = maker.record(request.ended(AccessResponse.refused(ProblemCode.WRITE_UNKNOWN)));
        request.learn(facts -> facts.withWriteOutcome(WriteOutcome.DONE));
        AuditRecord done = maker.record(request.ended(new AccessResponse.Done()));

        assertHoldsNothingPlanted(intent);
        assertThat(intent.decision().outcome()).isEqualTo(AccessResult.INTENDED);
        assertThat(intent.part()).contains(WriteLink.intended(intent.id()));
        assertThat(neverAsked.part()).contains(WriteLink.intended(intent.id()).known(false));
        assertThat(unknown.part()).contains(WriteLink.intended(intent.id()));
        assertThat(done.part()).contains(WriteLink.intended(intent.id()).known(true));
        assertThat(done.id()).isNotEqualTo(intent.id());
    }

    private static AuthenticatedRequest filled(List<String> purposes, Decision.Permit permit) {
        RequestContext context = stating(purposes, List.of(PLANTED))
                .withLimits(List.of(new QuotaStatus("things-requests", 600, 60, 49, 1)));
        AuthenticatedRequest request = AuthenticatedRequests.admitted(context, ALICE, ThingsPolicies.POLICIES);
        request.learn(
                facts -> facts.withCollection("things").withRecord(PLANTED).withDecision(permit));
        return request;
    }

    private static AccessOutcome decided(Decision decision, ProblemCode code) {
        AuthenticatedRequest request = AuthenticatedRequests.admitted(context(), ALICE, ThingsPolicies.POLICIES);
        request.learn(facts -> facts.withDecision(decision));
        return request.ended(AccessResponse.refused(code));
    }

    private static void assertHoldsNothingPlanted(AuditRecord record) {
        String leaf = new String(MerkleLeaf.of(record).bytes(), UTF_8);
        assertThat(leaf)
                .contains("gateway-0")
                .doesNotContainIgnoringCase("alice")
                .doesNotContainIgnoringCase("example.com")
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(PLANTED.getBytes(UTF_8)));
        assertThat(record.toString()).doesNotContainIgnoringCase("alice");
    }

    private static long bodySize(RedactedRecords records) {
        return records.page(Optional.of(PLANTED)).size();
    }

    private AuditRecord denied(RequestContext context) {
        return maker.record(AccessOutcome.early(context, AccessResponse.refused(ProblemCode.ACCESS_DENIED)));
    }

    private static RequestContext context() {
        return stating(List.of("support"), List.of());
    }

    private static RequestContext stating(List<String> purposes, List<String> reasons) {
        return AuthenticatedRequests.context(AuthenticatedRequests.metadata(purposes, reasons));
    }

    private static AccessOutcome aimed(Principal principal, String id) {
        AuthenticatedRequest request = AuthenticatedRequests.admitted(context(), principal, ThingsPolicies.POLICIES);
        request.learn(facts -> facts.withCollection("things").withRecord(id));
        return request.ended(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }
}
