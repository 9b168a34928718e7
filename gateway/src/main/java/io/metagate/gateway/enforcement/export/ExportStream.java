package io.metagate.gateway.enforcement.export;

import io.metagate.audit.ExportPart;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.ChunkSource;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.ResponseWriter;
import io.metagate.gateway.enforcement.StreamedExport;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.CountingOutputStream;
import io.metagate.gateway.problem.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Sends an export chunk after chunk: fetch, record, then write. INVARIANT: not one byte of a chunk leaves before the
 * chunk's own record is durable, and the last line says what is missing unless nothing is (P3).
 */
final class ExportStream implements StreamedExport {

    private final AuthenticatedRequest first;
    private final ExportAuditor ledger;
    private final ExportThrottle pace;
    private final ExportBulkhead.Slot slot;
    private final ExportConnection line;
    private int chunks;

    ExportStream(
            AuthenticatedRequest first,
            ExportAuditor ledger,
            ExportThrottle pace,
            ExportBulkhead.Slot slot,
            ExportConnection line) {
        this.first = first;
        this.ledger = ledger;
        this.pace = pace;
        this.slot = slot;
        this.line = line;
    }

    @Override
    public ContentCoding coding() {
        return line.coding();
    }

    @Override
    public void abandon() {
        slot.close();
    }

    @Override
    public void write(AccessResponse.Export export, AuditReceipt receipt, OutputStream response) {
        try (slot) {
            slot.begin();
            CountingOutputStream out = new CountingOutputStream(line.over(response));
            ExportStep turn = new ExportStep.Send(first, export.chunk(), receipt);
            while (turn instanceof ExportStep.Send send) {
                turn = send(send, out);
            }
            conclude((ExportStep.End) turn, out);
        } catch (IOException e) {
            // Nobody is left to tell: this is no chunk's writing, which comes to an end of its own, but what stands
            // before or behind all of them.
            line.hangUp().run();
        }
    }

    private ExportStep send(ExportStep.Send send, CountingOutputStream out) {
        try {
            ResponseWriter.chunk(send.chunk(), send.receipt(), send.part(), out);
        } catch (IOException e) {
            return ExportStep.End.aborted(send.part());
        }
        chunks++;
        return send.chunk()
                .next()
                .map(next -> record(ledger.behind(send.part()), next))
                .orElseGet(() -> ExportStep.End.complete(send.part()));
    }

    private ExportStep record(AuthenticatedRequest part, ChunkSource next) {
        try {
            ledger.ensureAccepting();
            AccessResponse answer = EnforcementPoint.attempt(part, () -> fetch(part, next));
            return answer instanceof AccessResponse.Export export
                    ? new ExportStep.Send(part, export.chunk(), ledger.chunk(part, export))
                    : ExportStep.End.refused(part, answer);
        } catch (AuditUnavailable e) {
            return ExportStep.End.refused(part, AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        }
    }

    private AccessResponse fetch(AuthenticatedRequest part, ChunkSource next) {
        return pace.refusal(part).orElseGet(() -> {
            part.learn(known -> known.withExport(new ExportPart.Chunk(first.auditId(), chunks + 1L)));
            return new AccessResponse.Export(next.fetch(part, chunks + 1), this);
        });
    }

    private void conclude(ExportStep.End ending, CountingOutputStream out) throws IOException {
        AuthenticatedRequest part = ledger.behind(ending.part());
        part.learn(
                known -> known.withLimits(ending.part().ended(ending.answer()).limits()));
        ExportPart.End end = new ExportPart.End(first.auditId(), ending.manner(), chunks, out.count());
        Optional<AuditReceipt> receipt = ledger.end(part, end, ending.answer());
        if (ending.manner() == ExportPart.Manner.ABORTED) {
            line.hangUp().run();
            return;
        }
        if (ending.answer().refusal().isPresent()) {
            ResponseWriter.problemLine(ending.answer().refusal().get(), receipt, part.context(), out);
        }
        out.close();
    }
}
