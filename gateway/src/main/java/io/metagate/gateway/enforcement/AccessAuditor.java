package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Records accesses, each before it is answered. */
@ApplicationScoped
public class AccessAuditor {

    private static final Logger LOG = Logger.getLogger(AccessAuditor.class);

    private final AuditRecordFactory records;
    private final AuditLog audit;
    private final AccessMetrics metrics;
    private final OutcomeRetryQueue late;
    private final TokenRefusalLog refusals;
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    public AccessAuditor(
            AuditRecordFactory records,
            AuditLog audit,
            AccessMetrics metrics,
            OutcomeRetryQueue late,
            TokenRefusalLog refusals) {
        this.records = records;
        this.audit = audit;
        this.metrics = metrics;
        this.late = late;
        this.refusals = refusals;
    }

    /** The trail of a request that begins. */
    AccessTrace begin(RequestMetadata call) {
        return new AccessTrace(ids.next(), call, audit.patience());
    }

    /** Says, before anything is done, if nothing could be recorded. */
    void ensureAccepting() throws AuditUnavailable {
        audit.ensureAccepting();
    }

    /** Records an access. INVARIANT: without the receipt nothing of it leaves (P3). */
    AuditReceipt access(AccessTrace trail, AccessResponse answer) throws AuditUnavailable {
        AuditRecord record = records.record(trail, answer);
        AuditReceipt receipt = appended(trail, record);
        metrics.recorded(record);
        trail.decision().ifPresent(metrics::shadowed);
        trail.tokenRefusal().ifPresent(why -> refusals.note(trail.auditId(), why));
        return receipt;
    }

    /** Notes that an access is not recorded, or not in time. */
    void unrecorded(AccessTrace trail, AuditUnavailable e) {
        LOG.warnv("audit {0} not recorded: {1}", trail.auditId(), e.reason());
        metrics.unrecorded(trail.call());
    }

    /** How an announced change ended is not forgotten for want of a receipt: nobody else knows it. */
    private AuditReceipt appended(AccessTrace trail, AuditRecord record) throws AuditUnavailable {
        try {
            return audit.append(record, trail.patience());
        } catch (AuditUnavailable e) {
            trail.write().ifPresent(announced -> late.takeOver(record));
            throw e;
        }
    }
}
