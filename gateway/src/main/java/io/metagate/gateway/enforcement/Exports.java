package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart;
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
public class Exports {

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final ExportSlots slots;
    private final ExportLedger ledger;
    private final ExportLines lines;
    private final RequestLimiter limiter;

    Exports(ExportConfig config, ExportLedger ledger, ExportLines lines, RequestLimiter limiter, MeterRegistry meters) {
        this.slots = new ExportSlots(config.concurrent(), config.concurrentPerPrincipal(), System::nanoTime);
        this.ledger = ledger;
        this.lines = lines;
        this.limiter = limiter;
        Gauge.builder("metagate.exports.running", slots, ExportSlots::used).register(meters);
    }

    /**
     * The answer that begins with that chunk and goes on with those behind it, or says that there are too many exports.
     */
    public Answer begin(Admitted admitted, NextChunk first) {
        Optional<ExportSlots.Slot> slot = slots.take(admitted.principal());
        return slot.map(taken -> begin(admitted, first, taken))
                .orElse(new Answer.Refusal(ProblemCode.EXPORT_BUSY, List.of(), Optional.of(BUSY), List.of()));
    }

    private Answer begin(Admitted admitted, NextChunk first, ExportSlots.Slot slot) {
        boolean begun = false;
        try {
            Trail trail = admitted.trail();
            Chunk chunk = first.fetch(trail, 1);
            trail.exports(new ExportPart.Chunk(trail.auditId(), 1));
            ExportPace pace = new ExportPace(admitted, limiter, InstantSource.system());
            Answer answer = new Answer.Export(chunk, new ExportStream(trail, ledger, pace, slot, lines.current()));
            begun = true;
            return answer;
        } finally {
            if (!begun) {
                slot.close();
            }
        }
    }
}
