package io.metagate.gateway.access;

import io.metagate.gateway.access.cursor.CursorSealer;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads and searches records: may it, fetch, make safe. */
@ApplicationScoped
class RecordService {

    static final int MAX_PAGE_BYTES = 4 * 1024 * 1024;

    private final RecordReader store;
    private final CursorSealer cursors;
    private final CostGuard costs;
    private final ProbeLimiter probes;
    private final RecordRepresentations views;

    RecordService(
            RecordReader store,
            CursorSealer cursors,
            CostGuard costs,
            ProbeLimiter probes,
            RecordRepresentations views) {
        this.store = store;
        this.cursors = cursors;
        this.costs = costs;
        this.probes = probes;
        this.views = views;
    }

    /**
     * Reads one record.
     *
     * @param known the forms of it that need not be sent again
     */
    AccessResponse read(
            QueryAuthorizer inquiry, String written, Optional<List<FieldPath>> fields, Optional<EntityTagList> known) {
        AuthenticatedRequest admitted = inquiry.admitted();
        FieldType idType = admitted.policies().catalogue().idType(inquiry.collection());
        RecordId id = RecordId.of(written, idType);
        admitted.learn(facts -> facts.withRecord(id.text()));
        return inquiry.answer(
                Query.byId(id.value(), fields), LocatedFilter.ALL, permit -> probes.refusal(permit, admitted)
                        .orElseGet(() -> record(permit, admitted, id, known)));
    }

    private AccessResponse record(
            Decision.Permit permit, AuthenticatedRequest admitted, RecordId id, Optional<EntityTagList> known) {
        RecordPage page;
        try {
            page = fetch(permit, admitted);
        } catch (QueryTooSlow e) {
            // One record is nothing that the principal could ask less of.
            return AccessResponse.refused(ProblemCode.STORE_UNAVAILABLE);
        }
        return views.of(admitted, permit, id, page.records())
                .map(seen -> known.filter(forms -> forms.names(seen.etag()))
                        .<AccessResponse>map(same -> new AccessResponse.Unchanged(seen.counts(), seen.etag()))
                        .orElse(seen))
                .orElseGet(() -> AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
    }

    AccessResponse search(AuthenticatedRequest admitted, String collection, SearchRequest search) {
        byte[] binding = cursors.binding(admitted, collection, search);
        Optional<KeysetPosition> position = search.cursor().flatMap(cursor -> cursors.open(cursor.text(), binding));
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, Action.SEARCH, collection);
        Query query = search.from(position);
        return inquiry.answer(query, search.filter(), permit -> {
            if (search.cursor().isPresent() && position.isEmpty()) {
                return AccessResponse.invalid(
                        ProblemCode.CURSOR_INVALID, search.cursor().get().place());
            }
            return costs.refusal(permit, inquiry.request(query), admitted.policies())
                    .or(() -> probes.refusal(permit, admitted))
                    .orElseGet(() -> page(permit, admitted, binding));
        });
    }

    private AccessResponse page(Decision.Permit permit, AuthenticatedRequest admitted, byte[] binding) {
        RecordPage page = fetch(permit, admitted);
        RedactedRecords safe = permit.redactor().redact(page.records(), MAX_PAGE_BYTES);
        Optional<String> next = page.goesOnBehind(safe.taken())
                ? Optional.of(cursors.seal(page.positionAfter(safe.taken()), binding))
                : Optional.empty();
        return new AccessResponse.Records(safe.page(next), safe.counts());
    }

    private RecordPage fetch(Decision.Permit permit, AuthenticatedRequest admitted) {
        return store.fetch(permit.query(), admitted.auditId().toString());
    }
}
