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
    private final ExportAuditor auditor;
    private final ExportThrottle throttle;
    private final ExportBulkhead.Slot slot;
    private final ExportConnection connection;
    private int chunks;

    ExportStream(
            AuthenticatedRequest first,
            ExportAuditor auditor,
            ExportThrottle throttle,
            ExportBulkhead.Slot slot,
            ExportConnection connection) {
        this.first = first;
        this.auditor = auditor;
        this.throttle = throttle;
        this.slot = slot;
        this.connection = connection;
    }

    @Override
    public ContentCoding coding() {
        return connection.coding();
    }

    @Override
    public void abandon() {
        slot.close();
    }

    @Override
    public void write(AccessResponse.Export export, AuditReceipt receipt, OutputStream response) {
        try (slot) {
            slot.begin();
            CountingOutputStream out = new CountingOutputStream(connection.over(response));
            ExportStep step = new ExportStep.Send(first, export.chunk(), receipt);
            while (step instanceof ExportStep.Send send) {
                step = send(send, out);
            }
            conclude((ExportStep.Finish) step, out);
        } catch (IOException e) {
            // Nobody is left to tell: this is no chunk's writing, which comes to an end of its own, but what stands
            // before or behind all of them.
            connection.hangUp().run();
        }
    }

    private ExportStep send(ExportStep.Send send, CountingOutputStream out) {
        try {
            ResponseWriter.chunk(send.chunk(), send.receipt(), send.part(), out);
        } catch (IOException e) {
            return ExportStep.Finish.aborted(send.part());
        }
        chunks++;
        return send.chunk()
                .next()
                .map(next -> record(auditor.behind(send.part()), next))
                .orElseGet(() -> ExportStep.Finish.complete(send.part()));
    }

    private ExportStep record(AuthenticatedRequest part, ChunkSource next) {
        try {
            auditor.ensureAccepting();
            AccessResponse answer = EnforcementPoint.attempt(part, () -> fetch(part, next));
            return answer instanceof AccessResponse.Export export
                    ? new ExportStep.Send(part, export.chunk(), auditor.chunk(part, export))
                    : ExportStep.Finish.refused(part, answer);
        } catch (AuditUnavailable e) {
            return ExportStep.Finish.refused(part, AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        }
    }

    private AccessResponse fetch(AuthenticatedRequest part, ChunkSource next) {
        return throttle.refusal(part).orElseGet(() -> {
            part.learn(known -> known.withExport(new ExportPart.Chunk(first.auditId(), chunks + 1L)));
            return new AccessResponse.Export(next.fetch(part, chunks + 1), this);
        });
    }

    private void conclude(ExportStep.Finish ending, CountingOutputStream out) throws IOException {
        AuthenticatedRequest part = auditor.behind(ending.part());
        part.learn(
                known -> known.withLimits(ending.part().ended(ending.answer()).limits()));
        ExportPart.End end = new ExportPart.End(first.auditId(), ending.manner(), chunks, out.count());
        Optional<AuditReceipt> receipt = auditor.end(part, end, ending.answer());
        if (ending.manner() == ExportPart.Manner.ABORTED) {
            connection.hangUp().run();
            return;
        }
        if (ending.answer().refusal().isPresent()) {
            ResponseWriter.problemLine(ending.answer().refusal().get(), receipt, part.context(), out);
        }
        out.close();
    }
}
