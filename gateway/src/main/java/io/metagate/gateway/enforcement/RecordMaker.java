package io.metagate.gateway.enforcement;

import io.metagate.audit.Asker;
import io.metagate.audit.AuditRecord;
import io.metagate.audit.Disclosure;
import io.metagate.audit.Origin;
import io.metagate.audit.Outcome;
import io.metagate.audit.Part;
import io.metagate.audit.Released;
import io.metagate.audit.Request;
import io.metagate.audit.UuidV7;
import io.metagate.audit.Verdict;
import io.metagate.audit.Write;
import io.metagate.gateway.limit.LimitState;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.grant.PolicyRevision;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.Tally;
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
class RecordMaker {

    private final Pseudonyms pseudonyms;
    private final String replica;

    RecordMaker(Pseudonyms pseudonyms, EnforcementConfig config) {
        this.pseudonyms = pseudonyms;
        this.replica = config.name();
    }

    AuditRecord record(Trail trail, Answer answer) {
        Optional<String> problem = answer instanceof Answer.Refusal refusal
                ? Optional.of(refusal.code().code())
                : Optional.empty();
        Verdict verdict = verdict(trail, outcome(answer, said(trail)), problem);
        return record(trail, verdict, disclosure(trail, answer), trail.part());
    }

    /** That a permitted change is about to be done. */
    AuditRecord intent(Trail trail) {
        Verdict verdict = verdict(trail, Outcome.INTENDED, Optional.empty());
        return record(trail, verdict, Disclosure.nothing(), Optional.of(Write.intended(trail.auditId())));
    }

    /** What was found out later about a change of which nobody knew whether it was done; nothing, where empty. */
    AuditRecord settled(UUID id, AuditRecord intent, Optional<Boolean> done) {
        Verdict intended = intent.verdict();
        Outcome outcome =
                done.map(did -> did ? Outcome.RELEASED : Outcome.FAILED).orElse(Outcome.UNKNOWN);
        Verdict verdict = new Verdict(
                intended.policyRevision(),
                intended.rules(),
                List.of(),
                intended.decision(),
                outcome,
                outcome == Outcome.RELEASED ? Optional.empty() : Optional.of(ProblemCode.WRITE_UNKNOWN.code()));
        Write write = Write.intended(intent.id());
        return new AuditRecord(
                id,
                intent.asker(),
                intent.request(),
                verdict,
                Disclosure.nothing(),
                Map.of(),
                new Origin(Optional.empty(), replica),
                Optional.of(done.map(write::known).orElse(write)));
    }

    private AuditRecord record(Trail trail, Verdict verdict, Disclosure disclosure, Optional<Part> part) {
        Map<String, Long> limits =
                trail.limits().stream().collect(Collectors.toMap(LimitState::name, LimitState::remaining, Math::min));
        return new AuditRecord(
                trail.auditId(),
                asker(trail),
                request(trail),
                verdict,
                disclosure,
                limits,
                new Origin(trail.call().trace(), replica),
                part);
    }

    /** That other policies are put in force. */
    AuditRecord adopted(UUID id, PolicyRevision revision) {
        return ofPolicies(id, revision, Outcome.RELEASED, Optional.empty());
    }

    /** That the bundle has changed, was refused, and the policies in force stay. */
    AuditRecord kept(UUID id, PolicyRevision inForce) {
        return ofPolicies(id, inForce, Outcome.FAILED, Optional.of("policy.rejected"));
    }

    private AuditRecord ofPolicies(UUID id, PolicyRevision inForce, Outcome outcome, Optional<String> problem) {
        return new AuditRecord(
                id,
                Asker.unknown(),
                Request.of("policy.change"),
                new Verdict(Optional.of(inForce.digest()), List.of(), List.of(), Optional.empty(), outcome, problem),
                Disclosure.nothing(),
                Map.of(),
                new Origin(Optional.empty(), replica));
    }

    private Asker asker(Trail trail) {
        return trail.principal()
                .map(principal -> new Asker(
                        Optional.of(pseudonyms.ofPrincipal(principal)),
                        Optional.of(principal.client()).filter(client -> !client.isBlank()),
                        List.copyOf(principal.roles())))
                .or(() -> trail.tokenRefusal().map(why -> Asker.refused(why.wireName())))
                .orElse(Asker.unknown());
    }

    private Request request(Trail trail) {
        Optional<String> tag = trail.recordId()
                .map(id -> pseudonyms.ofRecord(trail.collection().orElse(""), id));
        Optional<String> reason = trail.call()
                .reason()
                .filter(stated -> trail.principal().isPresent()
                        && trail.call().invalidHeader().isEmpty())
                .map(stated -> pseudonyms.sealReason(stated, UuidV7.time(trail.auditId())));
        return new Request(trail.call().action(), trail.collection(), tag, trail.purpose(), reason, trail.shape());
    }

    private static Optional<Verdict.Decision> said(Trail trail) {
        return trail.decision()
                .map(made -> made instanceof Decision.Permit ? Verdict.Decision.PERMIT : Verdict.Decision.DENY);
    }

    private static Verdict verdict(Trail trail, Outcome outcome, Optional<String> problem) {
        List<String> rules = trail.decision()
                .filter(Decision.Permit.class::isInstance)
                .map(decision -> ((Decision.Permit) decision).policies())
                .orElse(List.of());
        List<String> shadow =
                trail.decision().map(made -> made.shadow().differing()).orElse(List.of());
        return new Verdict(trail.revision().map(PolicyRevision::digest), rules, shadow, said(trail), outcome, problem);
    }

    private static Outcome outcome(Answer answer, Optional<Verdict.Decision> decision) {
        if (!(answer instanceof Answer.Refusal refusal)) {
            return Outcome.RELEASED;
        }
        // That no record is within reach is an answer where the principal was allowed to ask, and knows it now.
        if (refusal.code() == ProblemCode.RECORD_NOT_FOUND) {
            return decision.equals(Optional.of(Verdict.Decision.DENY)) ? Outcome.DENIED : Outcome.RELEASED;
        }
        if (refusal.code() == ProblemCode.QUOTA_EXCEEDED) {
            return Outcome.LIMITED;
        }
        if (refusal.code() == ProblemCode.WRITE_UNKNOWN) {
            return Outcome.UNKNOWN;
        }
        return refusal.code().status() >= 500 ? Outcome.FAILED : Outcome.DENIED;
    }

    private Disclosure disclosure(Trail trail, Answer answer) {
        if (trail.tally().isEmpty()) {
            return Disclosure.nothing();
        }
        Tally tally = trail.tally().get();
        Optional<RedactedBody> body = body(answer);
        if (body.isPresent()) {
            byte[] commitment = body.get().commitment(pseudonyms.bodySalt(trail.auditId()));
            return disclosure(
                    trail, tally, body.get().size(), Optional.of(HexFormat.of().formatHex(commitment)));
        }
        if (answer instanceof Answer.Unchanged) {
            // That a record is unchanged tells as much as the record itself would.
            return disclosure(trail, tally, 0, Optional.empty());
        }
        return answer instanceof Answer.Document document
                ? disclosure(trail, tally, document.bytes().length, Optional.empty())
                : Disclosure.nothing();
    }

    private static Optional<RedactedBody> body(Answer answer) {
        if (answer instanceof Answer.Records records) {
            return Optional.of(records.body());
        }
        if (answer instanceof Answer.Export export) {
            return Optional.of(export.chunk().body());
        }
        return answer instanceof Answer.Representation record ? Optional.of(record.body()) : Optional.empty();
    }

    private static Disclosure disclosure(Trail trail, Tally tally, long bytes, Optional<String> commitment) {
        return new Disclosure(
                new Disclosure.Volume(
                        tally.records(),
                        tally.dataSubjects().distinct(),
                        tally.dataSubjects().recordsWithout(),
                        bytes,
                        probes(trail)),
                released(tally),
                new Disclosure.Kept(
                        tally.omitted().unclassified(),
                        tally.omitted().withheld(),
                        tally.omitted().drifted(),
                        tally.omitted().failed()),
                commitment);
    }

    private static Released released(Tally tally) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        tally.released().forEach((release, count) -> counts.computeIfAbsent(
                        release.classification().label(), label -> new TreeMap<>())
                .put(release.transform(), count));
        return new Released(counts);
    }

    private static long probes(Trail trail) {
        return trail.decision().orElse(null) instanceof Decision.Permit permit ? permit.probes() : 0;
    }
}
