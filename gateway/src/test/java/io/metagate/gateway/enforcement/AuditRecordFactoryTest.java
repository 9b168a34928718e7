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
import io.metagate.gateway.fixture.Secrets;
import io.metagate.gateway.fixture.Things;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.shadow.ShadowEffect;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.ScalarValue;
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
            new AuditRecordFactory(new AuditPseudonyms(Secrets.of(1)), () -> "gateway-0");

    @Test
    void writesDownNothingOfWhoIsMeantAndWhatIsReleased() {
        AccessTrace trail = Admissions.trail(Admissions.call(List.of(PLANTED), List.of(PLANTED)));
        Decision.Permit permit = Answers.permitFor(PLANTED);
        RedactedRecords records = Answers.records(permit, PLANTED);
        fill(trail, permit);
        trail.discloses(records.tally());

        AuditRecord record = maker.record(trail, new AccessResponse.Records(records.page(Optional.of(PLANTED))));

        assertHoldsNothingPlanted(record);
        assertThat(record.disclosure().volume()).isEqualTo(new DisclosureSummary.Volume(1, 1, 0, bodySize(records), 1));
        assertThat(record.disclosure().kept()).isEqualTo(new DisclosureSummary.Kept(2, 1, 0, 0));
        assertThat(record.verdict().rules()).containsExactly("all-things");
        assertThat(record.limits()).containsOnly(Map.entry("things-requests", 49L));
    }

    @Test
    void commitsToTheBytesOfTheBodyUnderTheSaltOfThatRecord() throws Exception {
        Decision.Permit permit = Answers.permitFor(PLANTED);
        RedactedRecords records = Answers.records(permit, PLANTED);
        RedactedBody body = records.page(Optional.empty());
        AccessTrace trail = trail();
        trail.discloses(records.tally());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(Receipts.of(trail.auditId()), bytes);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(new AuditPseudonyms(Secrets.of(1)).bodySalt(trail.auditId()));
        digest.update(bytes.toByteArray());

        AuditRecord record = maker.record(trail, new AccessResponse.Records(body));

        assertThat(record.disclosure().bodyCommitment()).contains(HexFormat.of().formatHex(digest.digest()));
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void writesDownNothingOfWhatIsRefusedEither(ProblemCode code) {
        AccessTrace trail = Admissions.trail(Admissions.call(List.of("support"), List.of(PLANTED)));
        fill(trail, Answers.permitFor(PLANTED));

        AuditRecord record = maker.record(trail, AccessResponse.refused(code));

        assertHoldsNothingPlanted(record);
        assertThat(record.disclosure()).isEqualTo(DisclosureSummary.nothing());
        assertThat(record.request().reason()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void saysHowEachProblemEndedTheAccess(ProblemCode code) {
        AccessDecision verdict =
                maker.record(trail(), AccessResponse.refused(code)).verdict();

        assertThat(verdict.outcome())
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
        assertThat(verdict.problem()).contains(code.code());
        assertThat(verdict.decision()).isEmpty();
        assertThat(verdict.rules()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void recordsEachProblemWhateverThePoliciesSaid(ProblemCode code) {
        AccessTrace permitted = trail();
        permitted.decided(Answers.permitFor("x"));
        AccessTrace denied = trail();
        denied.decided(new Decision.Deny(Things.POLICIES.revision(), DenyReason.VALUE_OF_WRONG_TYPE));

        AccessDecision afterPermit =
                maker.record(permitted, AccessResponse.refused(code)).verdict();
        AccessDecision afterDeny =
                maker.record(denied, AccessResponse.refused(code)).verdict();

        assertThat(afterPermit.decision()).contains(AccessDecision.Decision.PERMIT);
        assertThat(afterDeny.decision()).contains(AccessDecision.Decision.DENY);
        assertThat(afterDeny.outcome()).isNotEqualTo(AccessResult.RELEASED);
        assertThat(afterDeny.problem()).contains(code.code());
    }

    @Test
    void namesThePoliciesInShadowThatWouldHaveMadeADifference() {
        ShadowOutcome shadow = new ShadowOutcome(Map.of("stricter", Set.of(ShadowEffect.DENY), "same", Set.of()));
        AccessTrace trail = trail();
        trail.decided(Answers.permitFor("x").beside(shadow));

        assertThat(maker.record(trail, AccessResponse.refused(ProblemCode.INTERNAL_ERROR))
                        .verdict()
                        .shadow())
                .containsExactly("stricter");
    }

    @Test
    void knowsOnlyPurposesOfThePolicies() {
        AccessTrace known = Admissions.trail(Admissions.call(List.of("support"), List.of()));
        known.under(Things.POLICIES.revision(), true);
        AccessTrace unknown = Admissions.trail(Admissions.call(List.of("gossip"), List.of()));
        unknown.under(Things.POLICIES.revision(), false);

        assertThat(denied(known).request().purpose()).contains("support");
        assertThat(denied(unknown).request().purpose()).isEmpty();
    }

    @Test
    void givesAPrincipalAndARecordTheSamePseudonymsEachTime() {
        AccessTrace one = aimed(ALICE, "7");
        AccessTrace same = aimed(ALICE, "7");
        AccessTrace otherRecord = aimed(ALICE, "8");
        AccessTrace otherPrincipal = aimed(Things.reader("https://issuer.example", "bob"), "7");

        assertThat(denied(one).request().record())
                .isPresent()
                .isEqualTo(denied(same).request().record());
        assertThat(denied(one).asker()).isEqualTo(denied(same).asker());
        assertThat(denied(otherRecord).request().record())
                .isNotEqualTo(denied(one).request().record());
        assertThat(denied(otherPrincipal).asker().principal())
                .isNotEqualTo(denied(one).asker().principal());
    }

    @Test
    void keepsTheReasonOfNobodyWhoIsUnknown() {
        AccessTrace stranger = Admissions.trail(Admissions.call(List.of(), List.of(PLANTED)));
        AccessTrace twice = Admissions.trail(Admissions.call(List.of(), List.of(PLANTED, PLANTED)));
        twice.identified(ALICE);

        assertThat(denied(stranger).request().reason()).isEmpty();
        assertThat(denied(stranger).asker().principal()).isEmpty();
        assertThat(denied(twice).request().reason()).isEmpty();
    }

    @Test
    void writesDownTheLongestReasonThatIsWellFormed() {
        AccessTrace trail = Admissions.trail(Admissions.call(List.of(), List.of("ÿ".repeat(512))));
        trail.identified(ALICE);

        assertThat(denied(trail).request().reason()).isPresent();
    }

    @Test
    void linksWhatAnnouncesAChangeWithWhatTellsHowItEnded() {
        AccessTrace trail = trail();
        fill(trail, Answers.permitFor(PLANTED));
        AuditRecord intent = maker.intent(trail);
        trail.intends(Admissions.id());
        AuditRecord neverAsked = maker.record(trail, AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        trail.asked();
        AuditRecord unknown = maker.record(trail, AccessResponse.refused(ProblemCode.WRITE_UNKNOWN));
        trail.answered(true);
        AuditRecord done = maker.record(trail, new AccessResponse.Done());

        assertHoldsNothingPlanted(intent);
        assertThat(intent.verdict().outcome()).isEqualTo(AccessResult.INTENDED);
        assertThat(intent.part()).contains(WriteLink.intended(intent.id()));
        assertThat(neverAsked.part()).contains(WriteLink.intended(intent.id()).known(false));
        assertThat(unknown.part()).contains(WriteLink.intended(intent.id()));
        assertThat(done.part()).contains(WriteLink.intended(intent.id()).known(true));
        assertThat(done.id()).isNotEqualTo(intent.id());
    }

    private static void fill(AccessTrace trail, Decision.Permit permit) {
        trail.identified(ALICE);
        trail.under(permit.revision(), false);
        trail.limited(List.of(new QuotaStatus("things-requests", 600, 60, 49, 1)));
        trail.aims("things");
        trail.aimsAt(PLANTED);
        trail.decided(permit);
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

    private AuditRecord denied(AccessTrace trail) {
        return maker.record(trail, AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }

    private static AccessTrace trail() {
        return Admissions.trail(Admissions.call(List.of("support"), List.of()));
    }

    private static AccessTrace aimed(Principal principal, String id) {
        AccessTrace trail = trail();
        trail.identified(principal);
        trail.aims("things");
        trail.aimsAt(id);
        return trail;
    }
}
