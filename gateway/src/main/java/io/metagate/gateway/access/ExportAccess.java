package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.enforcement.Chunk;
import io.metagate.gateway.enforcement.Exports;
import io.metagate.gateway.enforcement.NextChunk;
import io.metagate.gateway.enforcement.Trail;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.SearchRequest;
import io.metagate.gateway.store.Page;
import io.metagate.gateway.store.RecordStore;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Exports records: a search without an end, page after page, each of them a chunk. Nothing of the store is held between
 * two pages.
 */
@ApplicationScoped
class ExportAccess {

    private final RecordStore store;
    private final CursorSealer cursors;
    private final CostGuard costs;
    private final ProbeLimiter probes;
    private final Exports exports;

    ExportAccess(RecordStore store, CursorSealer cursors, CostGuard costs, ProbeLimiter probes, Exports exports) {
        this.store = store;
        this.cursors = cursors;
        this.costs = costs;
        this.probes = probes;
        this.exports = exports;
    }

    Answer export(Admitted admitted, String collection, SearchRequest search) {
        Wanted wanted = new Wanted(admitted, collection, search);
        Optional<Position> from = search.cursor().flatMap(cursor -> cursors.open(cursor.text(), binding(wanted)));
        Decision decision = wanted.decide(admitted.trail(), from);
        if (!(decision instanceof Decision.Permit permit)) {
            return wanted.inquiry().refused((Decision.Deny) decision, search.filter());
        }
        if (search.cursor().isPresent() && from.isEmpty()) {
            return Answer.invalid(
                    ProblemCode.CURSOR_INVALID, search.cursor().get().place());
        }
        NextChunk first = (trail, number) -> chunk(wanted, permit, trail, number);
        return costs.refusal(permit, wanted.request(from), admitted.policies())
                .or(() -> probes.refusal(permit, admitted))
                .orElseGet(() -> exports.begin(admitted, first));
    }

    private Chunk chunk(Wanted wanted, Decision.Permit permit, Trail trail, int number) {
        Page page = store.fetch(permit.query(), trail.auditId().toString());
        RedactedLines safe = permit.redactor().lines(page.records(), RecordAccess.MAX_PAGE_BYTES);
        trail.discloses(safe.tally());
        Optional<Position> behind =
                page.goesOnBehind(safe.taken()) ? Optional.of(page.positionAfter(safe.taken())) : Optional.empty();
        Optional<String> cursor = behind.map(position -> cursors.seal(position, binding(wanted)));
        Optional<NextChunk> next = behind.map(position -> (later, count) -> goOn(wanted, position, later, count));
        return new Chunk(safe.chunk(number, trail.auditId().toString(), cursor), next);
    }

    private Chunk goOn(Wanted wanted, Position from, Trail trail, int number) {
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
    private record Wanted(Admitted admitted, String collection, SearchRequest search) {

        Inquiry inquiry() {
            return new Inquiry(admitted, Action.EXPORT, collection);
        }

        AccessRequest request(Optional<Position> from) {
            return inquiry().request(search.from(from));
        }

        Decision decide(Trail trail, Optional<Position> from) {
            return inquiry().decide(search.from(from), trail);
        }
    }
}
