package io.metagate.gateway.enforcement.export;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.ExportPart;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.enforcement.AccessMetrics;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Records what comes behind the first chunk of an export, which is recorded like any other access. */
@ApplicationScoped
class ExportAuditor {

    private static final Logger LOG = Logger.getLogger(ExportAuditor.class);

    private final AuditRecordFactory records;
    private final AuditLog audit;
    private final AccessMetrics metrics;
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    ExportAuditor(AuditRecordFactory records, AuditLog audit, AccessMetrics metrics) {
        this.records = records;
        this.audit = audit;
        this.metrics = metrics;
    }

    /** What comes next in the same export. */
    AuthenticatedRequest behind(AuthenticatedRequest part) {
        return part.continued(ids.next());
    }

    /** Says, before anything is fetched, if no chunk could be recorded. */
    void ensureAccepting() throws AuditUnavailable {
        audit.ensureAccepting();
    }

    /** Records a chunk. INVARIANT: without the receipt nothing of it leaves (P3). */
    AuditReceipt chunk(AuthenticatedRequest part, AccessResponse.Export chunk) throws AuditUnavailable {
        AuditRecord record = records.record(part.ended(chunk));
        AuditReceipt receipt = audit.append(record);
        metrics.recorded(record);
        return receipt;
    }

    /** Records how an export ended; empty if that could not be recorded. */
    Optional<AuditReceipt> end(AuthenticatedRequest part, ExportPart.End end, AccessResponse answer) {
        part.learn(known -> known.withExport(end));
        metrics.exported(end);
        try {
            return Optional.of(audit.append(records.record(part.ended(answer))));
        } catch (AuditUnavailable e) {
            LOG.warnv("export {0}: its end is not recorded: {1}", end.export(), e.reason());
            metrics.unrecorded(part.context().metadata().action());
            return Optional.empty();
        }
    }
}
