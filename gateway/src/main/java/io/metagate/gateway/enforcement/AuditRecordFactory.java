package io.metagate.gateway.enforcement;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AccessResult;
import io.metagate.audit.Actor;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.DisclosureSummary;
import io.metagate.audit.RecordOrigin;
import io.metagate.audit.RelatedRecord;
import io.metagate.audit.ReleasedValues;
import io.metagate.audit.RequestSummary;
import io.metagate.audit.UuidV7;
import io.metagate.audit.WriteLink;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.ReplicaConfig;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.write.DisclosureCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes down one access: from its trail and its answer to its audit record. */
@ApplicationScoped
public class AuditRecordFactory {

    private final AuditPseudonyms pseudonyms;
    private final String replica;

    public AuditRecordFactory(AuditPseudonyms pseudonyms, ReplicaConfig config) {
        this.pseudonyms = pseudonyms;
        this.replica = config.name();
    }

    public AuditRecord record(AccessTrace trail, AccessResponse answer) {
        Optional<String> problem = answer instanceof AccessResponse.Refusal refusal
                ? Optional.of(refusal.code().code())
                : Optional.empty();
        AccessDecision verdict = verdict(trail, outcome(answer, said(trail)), problem);
        return record(trail, verdict, disclosure(trail, answer), trail.part());
    }

    /** That a permitted change is about to be done. */
    public AuditRecord intent(AccessTrace trail) {
        AccessDecision verdict = verdict(trail, AccessResult.INTENDED, Optional.empty());
        return record(trail, verdict, DisclosureSummary.nothing(), Optional.of(WriteLink.intended(trail.auditId())));
    }

    /** What was found out later about a change of which nobody knew whether it was done; nothing, where empty. */
    public AuditRecord settled(UUID id, AuditRecord intent, Optional<Boolean> done) {
        AccessDecision intended = intent.verdict();
        AccessResult outcome = done.map(did -> did ? AccessResult.RELEASED : AccessResult.FAILED)
                .orElse(AccessResult.UNKNOWN);
        AccessDecision verdict = new AccessDecision(
                intended.policyRevision(),
                intended.rules(),
                List.of(),
                intended.decision(),
                outcome,
                outcome == AccessResult.RELEASED ? Optional.empty() : Optional.of(ProblemCode.WRITE_UNKNOWN.code()));
        WriteLink write = WriteLink.intended(intent.id());
        return new AuditRecord(
                id,
                intent.asker(),
                intent.request(),
                verdict,
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), replica),
                Optional.of(done.map(write::known).orElse(write)));
    }

    private AuditRecord record(
            AccessTrace trail, AccessDecision verdict, DisclosureSummary disclosure, Optional<RelatedRecord> part) {
        Map<String, Long> limits =
                trail.limits().stream().collect(Collectors.toMap(QuotaStatus::name, QuotaStatus::remaining, Math::min));
        return new AuditRecord(
                trail.auditId(),
                asker(trail),
                request(trail),
                verdict,
                disclosure,
                limits,
                new RecordOrigin(trail.call().trace(), replica),
                part);
    }

    /** That other policies are put in force. */
    public AuditRecord adopted(UUID id, PolicyRevision revision) {
        return ofPolicies(id, revision, AccessResult.RELEASED, Optional.empty());
    }

    /** That the bundle has changed, was refused, and the policies in force stay. */
    public AuditRecord kept(UUID id, PolicyRevision inForce) {
        return ofPolicies(id, inForce, AccessResult.FAILED, Optional.of("policy.rejected"));
    }

    private AuditRecord ofPolicies(UUID id, PolicyRevision inForce, AccessResult outcome, Optional<String> problem) {
        return new AuditRecord(
                id,
                Actor.unknown(),
                RequestSummary.of("policy.change"),
                new AccessDecision(
                        Optional.of(inForce.digest()), List.of(), List.of(), Optional.empty(), outcome, problem),
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), replica));
    }

    private Actor asker(AccessTrace trail) {
        return trail.principal()
                .map(principal -> new Actor(
                        Optional.of(pseudonyms.ofPrincipal(principal)),
                        Optional.of(principal.client()).filter(client -> !client.isBlank()),
                        List.copyOf(principal.roles())))
                .or(() -> trail.tokenRefusal().map(why -> Actor.refused(why.wireName())))
                .orElse(Actor.unknown());
    }

    private RequestSummary request(AccessTrace trail) {
        Optional<String> tag = trail.recordId()
                .map(id -> pseudonyms.ofRecord(trail.collection().orElse(""), id));
        Optional<String> reason = trail.call()
                .reason()
                .filter(stated -> trail.principal().isPresent()
                        && trail.call().invalidHeader().isEmpty())
                .map(stated -> pseudonyms.sealReason(stated, UuidV7.time(trail.auditId())));
        return new RequestSummary(
                trail.call().action(), trail.collection(), tag, trail.purpose(), reason, trail.shape());
    }

    private static Optional<AccessDecision.Decision> said(AccessTrace trail) {
        return trail.decision()
                .map(made -> made instanceof Decision.Permit
                        ? AccessDecision.Decision.PERMIT
                        : AccessDecision.Decision.DENY);
    }

    private static AccessDecision verdict(AccessTrace trail, AccessResult outcome, Optional<String> problem) {
        List<String> rules = trail.decision()
                .filter(Decision.Permit.class::isInstance)
                .map(decision -> ((Decision.Permit) decision).policies())
                .orElse(List.of());
        List<String> shadow =
                trail.decision().map(made -> made.shadow().differing()).orElse(List.of());
        return new AccessDecision(
                trail.revision().map(PolicyRevision::digest), rules, shadow, said(trail), outcome, problem);
    }

    private static AccessResult outcome(AccessResponse answer, Optional<AccessDecision.Decision> decision) {
        if (!(answer instanceof AccessResponse.Refusal refusal)) {
            return AccessResult.RELEASED;
        }
        // That no record is within reach is an answer where the principal was allowed to ask, and knows it now.
        if (refusal.code() == ProblemCode.RECORD_NOT_FOUND) {
            return decision.equals(Optional.of(AccessDecision.Decision.DENY))
                    ? AccessResult.DENIED
                    : AccessResult.RELEASED;
        }
        if (refusal.code() == ProblemCode.QUOTA_EXCEEDED) {
            return AccessResult.LIMITED;
        }
        if (refusal.code() == ProblemCode.WRITE_UNKNOWN) {
            return AccessResult.UNKNOWN;
        }
        return refusal.code().status() >= 500 ? AccessResult.FAILED : AccessResult.DENIED;
    }

    private DisclosureSummary disclosure(AccessTrace trail, AccessResponse answer) {
        if (trail.tally().isEmpty()) {
            return DisclosureSummary.nothing();
        }
        DisclosureCounts tally = trail.tally().get();
        Optional<RedactedBody> body = body(answer);
        if (body.isPresent()) {
            byte[] commitment = body.get().commitment(pseudonyms.bodySalt(trail.auditId()));
            return disclosure(
                    trail, tally, body.get().size(), Optional.of(HexFormat.of().formatHex(commitment)));
        }
        if (answer instanceof AccessResponse.Unchanged) {
            // That a record is unchanged tells as much as the record itself would.
            return disclosure(trail, tally, 0, Optional.empty());
        }
        return answer instanceof AccessResponse.Document document
                ? disclosure(trail, tally, document.bytes().length, Optional.empty())
                : DisclosureSummary.nothing();
    }

    private static Optional<RedactedBody> body(AccessResponse answer) {
        if (answer instanceof AccessResponse.Records records) {
            return Optional.of(records.body());
        }
        if (answer instanceof AccessResponse.Export export) {
            return Optional.of(export.chunk().body());
        }
        return answer instanceof AccessResponse.Representation record ? Optional.of(record.body()) : Optional.empty();
    }

    private static DisclosureSummary disclosure(
            AccessTrace trail, DisclosureCounts tally, long bytes, Optional<String> commitment) {
        return new DisclosureSummary(
                new DisclosureSummary.Volume(
                        tally.records(),
                        tally.dataSubjects().distinct(),
                        tally.dataSubjects().recordsWithout(),
                        bytes,
                        probes(trail)),
                released(tally),
                new DisclosureSummary.Kept(
                        tally.omitted().unclassified(),
                        tally.omitted().withheld(),
                        tally.omitted().drifted(),
                        tally.omitted().failed()),
                commitment);
    }

    private static ReleasedValues released(DisclosureCounts tally) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        tally.released().forEach((release, count) -> counts.computeIfAbsent(
                        release.classification().label(), label -> new TreeMap<>())
                .put(release.transform(), count));
        return new ReleasedValues(counts);
    }

    private static long probes(AccessTrace trail) {
        return trail.decision().orElse(null) instanceof Decision.Permit permit ? permit.probes() : 0;
    }
}
