package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart;
import io.metagate.gateway.evidence.AuditReceipt;
import io.metagate.gateway.evidence.AuditUnavailable;
import io.metagate.gateway.problem.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Sends an export chunk after chunk: fetch, record, then write. INVARIANT: not one byte of a chunk leaves before the
 * chunk's own record is durable, and the last line says what is missing unless nothing is (P3).
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

    /**
     * Writes the first chunk, which is recorded, and all behind it. Fails for no reason that the client could still be
     * told.
     */
    void write(Answer.Export export, AuditReceipt receipt, OutputStream response) {
        try (slot) {
            slot.begin();
            CountedOutput out = new CountedOutput(line.over(response));
            Turn turn = new Turn.Send(first, export.chunk(), receipt);
            while (turn instanceof Turn.Send send) {
                turn = send(send, out);
            }
            conclude((Turn.End) turn, out);
        } catch (IOException e) {
            // Nobody is left to tell: this is no chunk's writing, which comes to an end of its own, but what stands
            // before or behind all of them.
            line.hangUp().run();
        }
    }

    private Turn send(Turn.Send send, CountedOutput out) {
        try {
            Release.chunk(send.chunk(), send.receipt(), send.trail(), out);
        } catch (IOException e) {
            return Turn.End.aborted(send.trail());
        }
        chunks++;
        return send.chunk()
                .next()
                .map(next -> record(ledger.behind(send.trail()), next))
                .orElseGet(() -> Turn.End.complete(send.trail()));
    }

    private Turn record(Trail trail, NextChunk next) {
        try {
            ledger.ensureAccepting();
            Answer answer = EnforcementPoint.attempt(trail, noted -> fetch(noted, next));
            return answer instanceof Answer.Export export
                    ? new Turn.Send(trail, export.chunk(), ledger.chunk(trail, export))
                    : Turn.End.refused(trail, answer);
        } catch (AuditUnavailable e) {
            return Turn.End.refused(trail, Answer.refused(ProblemCode.AUDIT_UNAVAILABLE));
        }
    }

    private Answer fetch(Trail trail, NextChunk next) {
        return pace.refusal(trail).orElseGet(() -> {
            trail.exports(new ExportPart.Chunk(first.auditId(), chunks + 1L));
            return new Answer.Export(next.fetch(trail, chunks + 1), this);
        });
    }

    private void conclude(Turn.End ending, CountedOutput out) throws IOException {
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
}
