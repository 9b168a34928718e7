package io.metagate.gateway.access;

import io.metagate.gateway.access.cursor.CursorSealer;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AccessTrace;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.ChunkSource;
import io.metagate.gateway.enforcement.ExportChunk;
import io.metagate.gateway.enforcement.export.ExportLauncher;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.KeysetPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Exports records: a search without an end, page after page, each of them a chunk. Nothing of the store is held between
 * two pages.
 */
@ApplicationScoped
class ExportService {

    private final RecordReader store;
    private final CursorSealer cursors;
    private final CostGuard costs;
    private final ProbeLimiter probes;
    private final ExportLauncher exports;

    ExportService(
            RecordReader store, CursorSealer cursors, CostGuard costs, ProbeLimiter probes, ExportLauncher exports) {
        this.store = store;
        this.cursors = cursors;
        this.costs = costs;
        this.probes = probes;
        this.exports = exports;
    }

    AccessResponse export(AuthenticatedRequest admitted, String collection, SearchRequest search) {
        Wanted wanted = new Wanted(admitted, collection, search);
        Optional<KeysetPosition> from = search.cursor().flatMap(cursor -> cursors.open(cursor.text(), binding(wanted)));
        Decision decision = wanted.decide(admitted.trail(), from);
        if (!(decision instanceof Decision.Permit permit)) {
            return wanted.inquiry().refused((Decision.Deny) decision, search.filter());
        }
        if (search.cursor().isPresent() && from.isEmpty()) {
            return AccessResponse.invalid(
                    ProblemCode.CURSOR_INVALID, search.cursor().get().place());
        }
        ChunkSource first = (trail, number) -> chunk(wanted, permit, trail, number);
        return costs.refusal(permit, wanted.request(from), admitted.policies())
                .or(() -> probes.refusal(permit, admitted))
                .orElseGet(() -> exports.begin(admitted, first));
    }

    private ExportChunk chunk(Wanted wanted, Decision.Permit permit, AccessTrace trail, int number) {
        RecordPage page = store.fetch(permit.query(), trail.auditId().toString());
        RedactedLines safe = permit.redactor().lines(page.records(), RecordService.MAX_PAGE_BYTES);
        trail.discloses(safe.tally());
        Optional<KeysetPosition> behind =
                page.goesOnBehind(safe.taken()) ? Optional.of(page.positionAfter(safe.taken())) : Optional.empty();
        Optional<String> cursor = behind.map(position -> cursors.seal(position, binding(wanted)));
        Optional<ChunkSource> next = behind.map(position -> (later, count) -> goOn(wanted, position, later, count));
        return new ExportChunk(safe.chunk(number, trail.auditId().toString(), cursor), next);
    }

    private ExportChunk goOn(Wanted wanted, KeysetPosition from, AccessTrace trail, int number) {
        if (wanted.decide(trail, Optional.of(from)) instanceof Decision.Permit permit) {
            return chunk(wanted, permit, trail, number);
        }
        throw new IllegalStateException("the same policies said otherwise of the same request");
    }

    private byte[] binding(Wanted wanted) {
        return cursors.binding(wanted.admitted(), wanted.collection(), wanted.search());
    }

    /**
     * What the export is of. INVARIANT: all its chunks are decided under the policies and at the time of its beginning
     * (P9).
     */
    private record Wanted(AuthenticatedRequest admitted, String collection, SearchRequest search) {

        QueryAuthorizer inquiry() {
            return new QueryAuthorizer(admitted, Action.EXPORT, collection);
        }

        AccessRequest request(Optional<KeysetPosition> from) {
            return inquiry().request(search.from(from));
        }

        Decision decide(AccessTrace trail, Optional<KeysetPosition> from) {
            return inquiry().decide(search.from(from), trail);
        }
    }
}
