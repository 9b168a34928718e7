package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** One record as somebody sees it, with its entity tag. */
@ApplicationScoped
class RecordViews {

    private final EntityTags tags;

    RecordViews(EntityTags tags) {
        this.tags = tags;
    }

    /** The record as the decision releases it; empty if it does not. What it discloses is noted for the audit record. */
    Optional<Answer.Representation> of(
            Admitted admitted, Decision.Permit permit, RecordId id, List<RawRecord> atMostOne) {
        RedactedRecords safe = redacted(permit, atMostOne);
        admitted.trail().discloses(safe.tally());
        return safe.single().map(body -> representation(admitted, permit, id, body));
    }

    /**
     * Whether the forms that somebody names are those of the record: as the decision about the change releases it, or as a read would.
     *
     * @param inquiry the change and who asks for it
     * @param permit the decision about it
     */
    boolean isNamed(EntityTagList named, ChangeInquiry inquiry, Decision.Permit permit, RawRecord record) {
        return named.any()
                || isNamed(named, inquiry, Optional.of(permit), record)
                || isNamed(named, inquiry, reading(inquiry), record);
    }

    private boolean isNamed(
            EntityTagList named, ChangeInquiry inquiry, Optional<Decision.Permit> seen, RawRecord record) {
        return seen.flatMap(permit -> redacted(permit, List.of(record))
                        .single()
                        .map(body -> tags.of(inquiry.admitted(), permit, inquiry.record(), body)))
                .filter(named::namesExactly)
                .isPresent();
    }

    private static Optional<Decision.Permit> reading(ChangeInquiry inquiry) {
        Inquiry read = new Inquiry(inquiry.admitted(), Action.READ, inquiry.collection());
        Query byId = Query.byId(inquiry.record().value(), Optional.empty());
        return inquiry.admitted().policies().decide(read.request(byId)) instanceof Decision.Permit permit
                ? Optional.of(permit)
                : Optional.empty();
    }

    private Answer.Representation representation(
            Admitted admitted, Decision.Permit permit, RecordId id, RedactedBody body) {
        return new Answer.Representation(body, tags.of(admitted, permit, id, body), Optional.empty());
    }

    private static RedactedRecords redacted(Decision.Permit permit, List<RawRecord> records) {
        return permit.redactor().redact(records, RecordAccess.MAX_PAGE_BYTES);
    }
}
