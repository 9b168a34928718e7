package io.metagate.gateway.access;

import io.metagate.gateway.access.cursor.CursorSealer;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.ChunkSource;
import io.metagate.gateway.enforcement.ExportChunk;
import io.metagate.gateway.enforcement.export.ExportLauncher;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.request.WrittenCursor;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Query;
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
        return wanted.inquiry().answer(search.from(from), search.filter(), permit -> permitted(wanted, permit, from));
    }

    private AccessResponse permitted(Wanted wanted, Decision.Permit permit, Optional<KeysetPosition> from) {
        Optional<WrittenCursor> cursor = wanted.search().cursor();
        if (cursor.isPresent() && from.isEmpty()) {
            return AccessResponse.invalid(
                    ProblemCode.CURSOR_INVALID, cursor.get().place());
        }
        AuthenticatedRequest admitted = wanted.admitted();
        ChunkSource first = (part, number) -> chunk(wanted.as(part), permit, number);
        return costs.refusal(permit, wanted.request(from), admitted.policies())
                .or(() -> probes.refusal(permit, admitted))
                .orElseGet(() -> exports.begin(admitted, first));
    }

    private ExportChunk chunk(Wanted wanted, Decision.Permit permit, int number) {
        String auditId = wanted.admitted().auditId().toString();
        RecordPage page = store.fetch(permit.query(), auditId);
        RedactedLines safe = permit.redactor().lines(page.records(), RecordService.MAX_PAGE_BYTES);
        Optional<KeysetPosition> behind =
                page.goesOnBehind(safe.taken()) ? Optional.of(page.positionAfter(safe.taken())) : Optional.empty();
        Optional<String> cursor = behind.map(position -> cursors.seal(position, binding(wanted)));
        Optional<ChunkSource> next = behind.map(position -> (part, count) -> goOn(wanted.as(part), position, count));
        return new ExportChunk(safe.chunk(number, auditId, cursor), safe.counts(), next);
    }

    private ExportChunk goOn(Wanted wanted, KeysetPosition from, int number) {
        Query rest = wanted.search().from(Optional.of(from));
        return wanted.inquiry().decide(rest).<ExportChunk>fold(permit -> chunk(wanted, permit, number), deny -> {
            throw new IllegalStateException("the same policies said otherwise of the same request");
        });
    }

    private byte[] binding(Wanted wanted) {
        return cursors.binding(wanted.admitted(), wanted.collection(), wanted.search());
    }

    /**
     * What the export is of. INVARIANT: all its chunks are decided under the policies and at the time of its beginning
     * (P9).
     */
    private record Wanted(AuthenticatedRequest admitted, String collection, SearchRequest search) {

        /** The same for a part of the request that has an audit record of its own. */
        Wanted as(AuthenticatedRequest part) {
            return new Wanted(part, collection, search);
        }

        QueryAuthorizer inquiry() {
            return new QueryAuthorizer(admitted, Action.EXPORT, collection);
        }

        AccessRequest request(Optional<KeysetPosition> from) {
            return inquiry().request(search.from(from));
        }
    }
}
