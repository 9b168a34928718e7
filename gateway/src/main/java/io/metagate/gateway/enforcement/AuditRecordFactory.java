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
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.write.WriteOutcome;
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

/** Writes down one access: from how it ended to its audit record. */
@ApplicationScoped
public class AuditRecordFactory {

    private final AuditPseudonyms pseudonyms;
    private final String replica;

    public AuditRecordFactory(AuditPseudonyms pseudonyms, ReplicaConfig config) {
        this.pseudonyms = pseudonyms;
        this.replica = config.name();
    }

    /** How an access ended. */
    public AuditRecord record(AccessOutcome outcome) {
        Optional<ProblemCode> problem = outcome.response().refusal().map(AccessResponse.Refusal::code);
        AccessResult result = problem.map(code -> ended(code, outcome.facts())).orElse(AccessResult.RELEASED);
        AccessDecision decision = decision(outcome, result, problem.map(ProblemCode::code));
        return record(outcome, decision, disclosure(outcome), outcome.facts().part());
    }

    /** That a permitted change is about to be done. */
    public AuditRecord intent(AuthenticatedRequest request) {
        AccessOutcome announced = request.ended(new AccessResponse.Done());
        AccessDecision decision = decision(announced, AccessResult.INTENDED, Optional.empty());
        WriteLink link = WriteLink.intended(request.auditId());
        return record(announced, decision, DisclosureSummary.nothing(), Optional.of(link));
    }

    /** What was found out later about a change of which nobody knew whether it was done. */
    public AuditRecord settled(UUID id, AuditRecord intent, WriteOutcome found) {
        AccessDecision intended = intent.decision();
        AccessResult result = found.done()
                .map(done -> done ? AccessResult.RELEASED : AccessResult.FAILED)
                .orElse(AccessResult.UNKNOWN);
        AccessDecision decision = new AccessDecision(
                intended.policyRevision(),
                intended.rules(),
                List.of(),
                intended.decision(),
                result,
                result == AccessResult.RELEASED ? Optional.empty() : Optional.of(ProblemCode.WRITE_UNKNOWN.code()));
        return new AuditRecord(
                id,
                intent.actor(),
                intent.request(),
                decision,
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), replica),
                Optional.of(new WriteLink(intent.id(), found.done())));
    }

    private AuditRecord record(
            AccessOutcome outcome,
            AccessDecision decision,
            DisclosureSummary disclosure,
            Optional<RelatedRecord> part) {
        Map<String, Long> limits = outcome.limits().stream()
                .collect(Collectors.toMap(QuotaStatus::name, QuotaStatus::remaining, Math::min));
        return new AuditRecord(
                outcome.auditId(),
                actor(outcome.context()),
                request(outcome),
                decision,
                disclosure,
                limits,
                new RecordOrigin(outcome.context().metadata().trace(), replica),
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
                RequestSummary.of(AccessAction.POLICY_CHANGE.wireName()),
                new AccessDecision(
                        Optional.of(inForce.digest()), List.of(), List.of(), Optional.empty(), outcome, problem),
                DisclosureSummary.nothing(),
                Map.of(),
                new RecordOrigin(Optional.empty(), replica));
    }

    private Actor actor(RequestContext context) {
        return context.principal()
                .map(principal -> new Actor(
                        Optional.of(pseudonyms.ofPrincipal(principal)),
                        Optional.of(principal.client()).filter(client -> !client.isBlank()),
                        List.copyOf(principal.roles())))
                .or(() -> context.authentication().refusal().map(why -> Actor.refused(why.wireName())))
                .orElse(Actor.unknown());
    }

    private RequestSummary request(AccessOutcome outcome) {
        RequestMetadata metadata = outcome.context().metadata();
        AccessFacts.Target target = outcome.facts().target();
        Optional<String> tag = target.record()
                .map(id -> pseudonyms.ofRecord(target.collection().orElse(""), id));
        Optional<String> reason = metadata.reason()
                .filter(stated -> outcome.context().principal().isPresent()
                        && metadata.invalidHeader().isEmpty())
                .map(stated -> pseudonyms.sealReason(stated, UuidV7.time(outcome.auditId())));
        return new RequestSummary(
                metadata.action().wireName(),
                target.collection(),
                tag,
                outcome.context().declaredPurpose(),
                reason,
                target.query());
    }

    private static AccessDecision decision(AccessOutcome outcome, AccessResult result, Optional<String> problem) {
        Optional<Decision> decision = outcome.facts().decision();
        return new AccessDecision(
                outcome.context().revision().map(PolicyRevision::digest),
                permit(outcome.facts()).map(Decision.Permit::policies).orElse(List.of()),
                decision.map(made -> made.shadow().differing()).orElse(List.of()),
                said(outcome.facts()),
                result,
                problem);
    }

    private static Optional<AccessDecision.Decision> said(AccessFacts facts) {
        return facts.decision()
                .map(made -> made.fold(permit -> AccessDecision.Decision.PERMIT, deny -> AccessDecision.Decision.DENY));
    }

    private static Optional<Decision.Permit> permit(AccessFacts facts) {
        return facts.decision().flatMap(made -> made.fold(Optional::of, deny -> Optional.empty()));
    }

    private static AccessResult ended(ProblemCode code, AccessFacts facts) {
        return switch (code) {
            // That no record is within reach is an answer where the principal was allowed to ask, and knows it now.
            case RECORD_NOT_FOUND ->
                said(facts).equals(Optional.of(AccessDecision.Decision.DENY))
                        ? AccessResult.DENIED
                        : AccessResult.RELEASED;
            case QUOTA_EXCEEDED -> AccessResult.LIMITED;
            case WRITE_UNKNOWN -> AccessResult.UNKNOWN;
            default -> code.status() >= 500 ? AccessResult.FAILED : AccessResult.DENIED;
        };
    }

    private DisclosureSummary disclosure(AccessOutcome outcome) {
        return outcome.response()
                .disclosure()
                .map(disclosed -> disclosure(outcome, disclosed))
                .orElseGet(DisclosureSummary::nothing);
    }

    private DisclosureSummary disclosure(AccessOutcome outcome, AccessResponse.Disclosure disclosed) {
        DisclosureCounts counts = disclosed.counts();
        return new DisclosureSummary(
                new DisclosureSummary.Volume(
                        counts.records(),
                        counts.dataSubjects().distinct(),
                        counts.dataSubjects().recordsWithout(),
                        disclosed.bytes(),
                        permit(outcome.facts()).map(Decision.Permit::probes).orElse(0)),
                released(counts),
                new DisclosureSummary.Kept(
                        counts.omitted().unclassified(),
                        counts.omitted().withheld(),
                        counts.omitted().drifted(),
                        counts.omitted().failed()),
                disclosed.body().map(body -> commitment(body, outcome.auditId())));
    }

    private String commitment(RedactedBody body, UUID auditId) {
        return HexFormat.of().formatHex(body.commitment(pseudonyms.bodySalt(auditId)));
    }

    private static ReleasedValues released(DisclosureCounts counts) {
        Map<String, Map<String, Long>> released = new TreeMap<>();
        counts.released().forEach((release, count) -> released.computeIfAbsent(
                        release.classification().label(), label -> new TreeMap<>())
                .put(release.transform(), count));
        return new ReleasedValues(released);
    }
}
