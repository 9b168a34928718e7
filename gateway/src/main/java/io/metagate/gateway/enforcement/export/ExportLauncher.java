package io.metagate.gateway.enforcement.export;

import io.metagate.audit.ExportPart;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.ChunkSource;
import io.metagate.gateway.enforcement.ExportChunk;
import io.metagate.gateway.failure.ScopeGuard;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.gateway.problem.ProblemCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Begins exports, as many at once as may run. */
@ApplicationScoped
public class ExportLauncher {

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final ExportBulkhead slots;
    private final ExportAuditor auditor;
    private final ExportConnections connections;
    private final RequestLimiter limiter;

    ExportLauncher(
            ExportConfig config,
            ExportAuditor auditor,
            ExportConnections connections,
            RequestLimiter limiter,
            MeterRegistry meters) {
        this.slots = new ExportBulkhead(config.maxConcurrent(), config.maxConcurrentPerPrincipal(), System::nanoTime);
        this.auditor = auditor;
        this.connections = connections;
        this.limiter = limiter;
        Gauge.builder("metagate.exports.running", slots, ExportBulkhead::used).register(meters);
    }

    /**
     * The answer that begins with that chunk and goes on with those behind it, or says that there are too many exports.
     */
    public AccessResponse begin(AuthenticatedRequest admitted, ChunkSource first) {
        Optional<ExportBulkhead.Slot> slot = slots.take(admitted.principal());
        return slot.map(taken -> begin(admitted, first, taken))
                .orElse(new AccessResponse.Refusal(ProblemCode.EXPORT_BUSY, List.of(), Optional.of(BUSY), List.of()));
    }

    private AccessResponse begin(AuthenticatedRequest admitted, ChunkSource first, ExportBulkhead.Slot slot) {
        try (ScopeGuard notBegun = ScopeGuard.unlessDismissed(slot::close)) {
            ExportChunk chunk = first.fetch(admitted, 1);
            admitted.learn(known -> known.withExport(new ExportPart.Chunk(known.auditId(), 1)));
            ExportThrottle throttle = new ExportThrottle(limiter, InstantSource.system());
            AccessResponse answer = new AccessResponse.Export(
                    chunk, new ExportStream(admitted, auditor, throttle, slot, connections.current()));
            slot.answered();
            notBegun.dismiss();
            return answer;
        }
    }
}
