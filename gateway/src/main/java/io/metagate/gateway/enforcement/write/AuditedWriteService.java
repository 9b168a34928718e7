package io.metagate.gateway.enforcement.write;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.write.RecordSnapshot;
import io.metagate.gateway.store.write.RecordWriter;
import io.metagate.gateway.store.write.WriteInDoubtException;
import io.metagate.gateway.store.write.WriteOutcome;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Does changes. INVARIANT: the audit log holds that a change is intended before the store hears of it (P3). */
@ApplicationScoped
public class AuditedWriteService {

    private static final Logger LOG = Logger.getLogger(AuditedWriteService.class);

    private final AuditRecordFactory records;
    private final AuditLog audit;
    private final RecordWriter store;
    private final WriteReconciler reconciler;
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    public AuditedWriteService(
            AuditRecordFactory records, AuditLog audit, RecordWriter store, WriteReconciler reconciler) {
        this.records = records;
        this.audit = audit;
        this.store = store;
        this.reconciler = reconciler;
    }

    /**
     * The record that is to be changed; empty if there is none within reach.
     *
     * @throws StoreUnavailable if the store does not answer
     */
    public Optional<RecordSnapshot> fetch(PermittedQuery query, AuthenticatedRequest admitted) {
        return store.fetch(query, admitted.auditId().toString());
    }

    /** Announces the change that was decided; empty if the audit log cannot hold it. */
    public Optional<WriteIntent> announce(AuthenticatedRequest admitted) {
        AuditRecord record = records.intent(admitted);
        // The announcement may be in the log even if the log does not say so: what follows needs another id.
        admitted.learn(known -> known.withIntent(ids.next()));
        try {
            AuditReceipt receipt = audit.append(record, admitted.context().waitBudget());
            return Optional.of(new WriteIntent(record, receipt));
        } catch (AuditUnavailable e) {
            LOG.warnv("audit {0} not recorded: {1}", record.id(), e.reason());
            return Optional.empty();
        }
    }

    /**
     * Does an announced change.
     *
     * @param held the record that is to be changed; absent if one is to be made
     * @throws StoreUnavailable if it was not done, and the store is to blame
     */
    public WriteOutcome perform(
            WriteIntent intent, AuthenticatedRequest admitted, PermittedWrite write, Optional<RecordSnapshot> held) {
        // From here on nobody knows, until the store says so.
        admitted.learn(known -> known.withWriteOutcome(WriteOutcome.UNKNOWN));
        try {
            WriteOutcome outcome = store.perform(
                    write, held, intent.receipt(), intent.record().id().toString());
            admitted.learn(known -> known.withWriteOutcome(outcome));
            return outcome;
        } catch (StoreUnavailable e) {
            admitted.learn(known -> known.withWriteOutcome(WriteOutcome.NOT_DONE));
            throw e;
        } catch (WriteInDoubtException e) {
            LOG.warnv("audit {0}: the store''s answer to a change was lost", admitted.auditId());
            reconciler.takeOver(intent, e.write());
            return WriteOutcome.UNKNOWN;
        }
    }

    /**
     * Whether a record that may be made stands there: as it would be made, not at all, or otherwise.
     *
     * @return empty if the store cannot tell yet
     * @throws StoreUnavailable if the store does not answer
     */
    public Optional<WriteOutcome> standing(PermittedWrite creation, WriteIntent intent) {
        return store.standing(creation, intent.record().id().toString());
    }
}
