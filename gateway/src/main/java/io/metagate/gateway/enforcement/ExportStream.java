package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart;
import io.metagate.gateway.evidence.AuditReceipt;
import io.metagate.gateway.evidence.AuditUnavailable;
import io.metagate.gateway.problem.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Sends an export chunk after chunk: fetch, record, then write. INVARIANT: not one byte of a chunk leaves before the chunk's own record is durable, and
 * the last line says what is missing unless nothing is (P3).
 */
public final class ExportStream {

    private final Trail first;
    private final ExportLedger ledger;
    private final ExportPace pace;
    private final ExportSlots.Slot slot;
    private final ExportLine line;
    private int chunks;

    ExportStream(Trail first, ExportLedger ledger, ExportPace pace, ExportSlots.Slot slot, ExportLine line) {
        this.first = first;
        this.ledger = ledger;
        this.pace = pace;
        this.slot = slot;
        this.line = line;
    }

    ContentCoding coding() {
        return line.coding();
    }

    /** Writes the first chunk, which is recorded, and all behind it. Fails for no reason that the client could still be told. */
    void write(Answer.Export export, AuditReceipt receipt, OutputStream response) {
        try (slot) {
            slot.begin();
            OutputStream packed = line.over(response);
            CountedOutput out = new CountedOutput(packed);
            Ending ending = run(new Step(first, export.chunk(), receipt), out);
            conclude(ending, out);
        } catch (IOException e) {
            // Nobody is left to tell. Only the head of a packed stream or its last bytes can end here: what a chunk's
            // writing meets is an ending.
            line.hangUp().run();
        }
    }

    private Ending run(Step begin, CountedOutput out) {
        Step step = begin;
        while (true) {
            try {
                Release.chunk(step.chunk(), step.receipt(), step.trail(), out);
            } catch (IOException e) {
                return Ending.aborted(step.trail());
            }
            chunks++;
            Optional<NextChunk> next = step.chunk().next();
            if (next.isEmpty()) {
                return Ending.complete(step.trail());
            }
            Trail trail = ledger.behind(step.trail());
            try {
                ledger.ensureAccepting();
                Answer answer = EnforcementPoint.attempt(trail, noted -> fetch(noted, next.get()));
                if (!(answer instanceof Answer.Export export)) {
                    return Ending.refused(trail, answer);
                }
                step = new Step(trail, export.chunk(), ledger.chunk(trail, export));
            } catch (AuditUnavailable e) {
                return Ending.refused(trail, Answer.refused(ProblemCode.AUDIT_UNAVAILABLE));
            }
        }
    }

    private Answer fetch(Trail trail, NextChunk next) {
        return pace.refusal(trail).orElseGet(() -> {
            trail.exports(new ExportPart.Chunk(first.auditId(), chunks + 1L));
            return new Answer.Export(next.fetch(trail, chunks + 1), this);
        });
    }

    private void conclude(Ending ending, CountedOutput out) throws IOException {
        Trail trail = ledger.behind(ending.trail());
        trail.limited(ending.trail().limits());
        ExportPart.End end = new ExportPart.End(first.auditId(), ending.manner(), chunks, out.count());
        Optional<AuditReceipt> receipt = ledger.end(trail, end, ending.answer());
        if (ending.manner() == ExportPart.Manner.ABORTED) {
            line.hangUp().run();
            return;
        }
        if (ending.answer() instanceof Answer.Refusal refusal) {
            Release.problemLine(refusal, receipt, trail, out);
        }
        out.close();
    }

    private record Step(Trail trail, Chunk chunk, AuditReceipt receipt) {}
}
