package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.request.RecordId;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** One record as somebody sees it, with its entity tag. */
@ApplicationScoped
public class RecordRepresentations {

    private final EntityTags tags;

    RecordRepresentations(EntityTags tags) {
        this.tags = tags;
    }

    /** The record as the decision releases it; empty if it does not. */
    public Optional<AccessResponse.Representation> of(
            AuthenticatedRequest admitted, Decision.Permit permit, RecordId id, List<RawRecord> atMostOne) {
        RedactedRecords safe = redacted(permit, atMostOne);
        return safe.single()
                .map(body -> new AccessResponse.Representation(
                        body, safe.counts(), tags.of(admitted, permit, id, body), Optional.empty()));
    }

    /** The entity tag of the record as the decision releases it; empty if it does not. Nothing is disclosed by it. */
    public Optional<String> tag(AuthenticatedRequest admitted, Decision.Permit permit, RecordId id, RawRecord record) {
        return redacted(permit, List.of(record)).single().map(body -> tags.of(admitted, permit, id, body));
    }

    private static RedactedRecords redacted(Decision.Permit permit, List<RawRecord> records) {
        return permit.redactor().redact(records, RecordService.MAX_PAGE_BYTES);
    }
}
