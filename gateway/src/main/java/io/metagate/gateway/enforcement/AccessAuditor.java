package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.context.RequestMetadata;
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

    /** A request that begins. */
    RequestContext begin(RequestMetadata metadata) {
        return new RequestContext(ids.next(), metadata, audit.waitBudget());
    }

    /** Says, before anything is done, if nothing could be recorded. */
    void ensureAccepting() throws AuditUnavailable {
        audit.ensureAccepting();
    }

    /** Records an access. INVARIANT: without the receipt nothing of it leaves (P3). */
    AuditReceipt access(AccessOutcome outcome) throws AuditUnavailable {
        AuditRecord record = records.record(outcome);
        AuditReceipt receipt = appended(outcome, record);
        metrics.recorded(record);
        outcome.facts().decision().ifPresent(metrics::shadowed);
        outcome.context().authentication().refusal().ifPresent(why -> refusals.note(record.id(), why));
        return receipt;
    }

    /** Notes that an access is not recorded, or not in time. */
    void unrecorded(AccessOutcome outcome, AuditUnavailable e) {
        LOG.warnv("audit {0} not recorded: {1}", outcome.auditId(), e.reason());
        metrics.unrecorded(outcome.context().metadata().action());
    }

    /** How an announced change ended is not forgotten for want of a receipt: nobody else knows it. */
    private AuditReceipt appended(AccessOutcome outcome, AuditRecord record) throws AuditUnavailable {
        try {
            return audit.append(record, outcome.context().waitBudget());
        } catch (AuditUnavailable e) {
            outcome.facts().write().ifPresent(announced -> late.takeOver(record));
            throw e;
        }
    }
}
