package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart;
import io.metagate.audit.QueryShape;
import io.metagate.audit.RelatedRecord;
import io.metagate.audit.UuidV7;
import io.metagate.audit.WriteLink;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.oidc.TokenRefusal;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one access so far, step by step, so that the audit record says as much as was known where the access
 * ended. Belongs to one request and its thread.
 */
public final class AccessTrace {

    private final UUID begun;
    private UUID auditId;
    private final RequestMetadata call;
    private final WaitBudget patience;
    private Optional<Principal> principal = Optional.empty();
    private Optional<TokenRefusal> tokenRefusal = Optional.empty();
    private Optional<PolicyRevision> revision = Optional.empty();
    private List<QuotaStatus> limits = List.of();
    private Optional<String> collection = Optional.empty();
    private Optional<String> recordId = Optional.empty();
    private boolean purposeKnown;
    private QueryShape shape = QueryShape.none();
    private Optional<Decision> decision = Optional.empty();
    private Optional<DisclosureCounts> tally = Optional.empty();
    private Optional<RelatedRecord> part = Optional.empty();

    AccessTrace(UUID auditId, RequestMetadata call, WaitBudget patience) {
        this.begun = auditId;
        this.auditId = auditId;
        this.call = call;
        this.patience = patience;
    }

    /** The trail of what comes next in an access that goes on: the same request, decided in the same way. */
    public AccessTrace continued(UUID id) {
        AccessTrace next = new AccessTrace(id, call, patience);
        next.principal = principal;
        next.revision = revision;
        next.collection = collection;
        next.purposeKnown = purposeKnown;
        next.shape = shape;
        next.decision = decision;
        return next;
    }

    /** The id of the audit record to be. */
    public UUID auditId() {
        return auditId;
    }

    /** When it began: the time of its first record. */
    Instant begun() {
        return UuidV7.time(begun);
    }

    /** Begins a write: what was known so far is the record of the intent, and what follows is in another one. */
    public void intends(UUID next) {
        part = Optional.of(WriteLink.intended(auditId).known(false));
        auditId = next;
    }

    /** Notes that the store was asked, and what it did may be unknown. */
    public void asked() {
        part = write().map(known -> WriteLink.intended(known.id()));
    }

    /** Notes whether the store did it. */
    public void answered(boolean done) {
        part = write().map(known -> known.known(done));
    }

    /** The write, once it is announced. */
    Optional<WriteLink> write() {
        return part.filter(WriteLink.class::isInstance).map(WriteLink.class::cast);
    }

    /** What the request says of itself. */
    public RequestMetadata call() {
        return call;
    }

    /** How long the request still waits for what must be durable. */
    public WaitBudget patience() {
        return patience;
    }

    void identified(Principal who) {
        principal = Optional.of(who);
    }

    /** Notes why the token was not accepted. */
    void unaccepted(TokenRefusal why) {
        tokenRefusal = Optional.of(why);
    }

    void under(PolicyRevision policies, boolean knowsPurpose) {
        revision = Optional.of(policies);
        purposeKnown = knowsPurpose;
    }

    /** Notes where the principal stands with more of its quotas. */
    public void limited(List<QuotaStatus> states) {
        List<QuotaStatus> all = new ArrayList<>(limits);
        all.addAll(states);
        limits = List.copyOf(all);
    }

    /** Notes the collection that is asked for, which must be one of the catalogue: other names may be anything. */
    public void aims(String catalogued) {
        collection = Optional.of(catalogued);
    }

    /** Notes the one record that is asked for. */
    public void aimsAt(String id) {
        recordId = Optional.of(id);
    }

    /** Notes what the query looks like. */
    public void asks(QueryShape query) {
        shape = query;
    }

    /** Notes what the policies say. */
    public void decided(Decision made) {
        decision = Optional.of(made);
    }

    /** Notes what the answer discloses. */
    public void discloses(DisclosureCounts counted) {
        tally = Optional.of(counted);
    }

    /** Notes which part of an export it is. */
    public void exports(ExportPart chunk) {
        part = Optional.of(chunk);
    }

    Optional<ExportPart> export() {
        return part.filter(ExportPart.class::isInstance).map(ExportPart.class::cast);
    }

    /** What it is a part of, where it is one. */
    Optional<RelatedRecord> part() {
        return part;
    }

    Optional<Principal> principal() {
        return principal;
    }

    Optional<TokenRefusal> tokenRefusal() {
        return tokenRefusal;
    }

    Optional<PolicyRevision> revision() {
        return revision;
    }

    public List<QuotaStatus> limits() {
        return limits;
    }

    Optional<String> collection() {
        return collection;
    }

    Optional<String> recordId() {
        return recordId;
    }

    /** The stated purpose, if the policies declare it: other names may be anything. */
    Optional<String> purpose() {
        return call.purpose().filter(stated -> purposeKnown);
    }

    QueryShape shape() {
        return shape;
    }

    Optional<Decision> decision() {
        return decision;
    }

    Optional<DisclosureCounts> tally() {
        return tally;
    }
}
