package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart;
import io.metagate.audit.QueryShape;
import io.metagate.audit.RelatedRecord;
import io.metagate.audit.WriteLink;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.Decision;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an endpoint has found out of an access so far.
 *
 * @param auditId the id of the audit record to be
 * @param target what it is about
 * @param decision what the policies say
 * @param probes where the principal stands with its quotas on probes
 * @param export which part of an export it is
 * @param write which announced write it is, and whether the store did it
 */
public record AccessFacts(
        UUID auditId,
        Target target,
        Optional<Decision> decision,
        List<QuotaStatus> probes,
        Optional<ExportPart> export,
        Optional<WriteLink> write) {

    /**
     * What an access is about.
     *
     * @param collection the collection, which is one of the catalogue: other names may be anything
     * @param record the identifier of the one record that is asked for
     * @param query what the query looks like
     */
    public record Target(Optional<String> collection, Optional<String> record, QueryShape query) {

        private static final Target UNKNOWN = new Target(Optional.empty(), Optional.empty(), QueryShape.none());
    }

    public AccessFacts {
        probes = List.copyOf(probes);
    }

    /** Nothing yet of an access with that audit record. */
    AccessFacts(UUID auditId) {
        this(auditId, Target.UNKNOWN, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** It is about that collection, which is one of the catalogue. */
    public AccessFacts withCollection(String catalogued) {
        return withTarget(new Target(Optional.of(catalogued), target.record(), target.query()));
    }

    /** It is about the one record of that identifier. */
    public AccessFacts withRecord(String id) {
        return withTarget(new Target(target.collection(), Optional.of(id), target.query()));
    }

    /** Its query looks like that. */
    public AccessFacts withQuery(QueryShape query) {
        return withTarget(new Target(target.collection(), target.record(), query));
    }

    private AccessFacts withTarget(Target known) {
        return new AccessFacts(auditId, known, decision, probes, export, write);
    }

    /** The policies say that. */
    public AccessFacts withDecision(Decision made) {
        return new AccessFacts(auditId, target, Optional.of(made), probes, export, write);
    }

    /** The principal stands so with more of its quotas. */
    public AccessFacts withLimits(List<QuotaStatus> states) {
        List<QuotaStatus> all = Stream.concat(probes.stream(), states.stream()).toList();
        return new AccessFacts(auditId, target, decision, all, export, write);
    }

    /** It is that part of an export. */
    public AccessFacts withExport(ExportPart part) {
        return new AccessFacts(auditId, target, decision, probes, Optional.of(part), write);
    }

    /** It writes: what was known so far is the record of the intent, and what follows is in another one. */
    public AccessFacts withIntent(UUID next) {
        return withWrite(next, new WriteLink(auditId, WriteOutcome.NOT_DONE.done()));
    }

    /** That is what became of the announced write, as far as is known. */
    public AccessFacts withWriteOutcome(WriteOutcome outcome) {
        WriteLink announced = write.orElseThrow(() -> new IllegalStateException("no write was announced"));
        return withWrite(auditId, new WriteLink(announced.id(), outcome.done()));
    }

    private AccessFacts withWrite(UUID id, WriteLink link) {
        return new AccessFacts(id, target, decision, probes, export, Optional.of(link));
    }

    /** The same of what comes next in an access that goes on, which is recorded by itself. */
    AccessFacts continued(UUID next) {
        return new AccessFacts(next, target, decision, List.of(), Optional.empty(), Optional.empty());
    }

    /** What the record is a part of, if of more than one. */
    Optional<RelatedRecord> part() {
        return export.<RelatedRecord>map(part -> part).or(() -> write);
    }
}
