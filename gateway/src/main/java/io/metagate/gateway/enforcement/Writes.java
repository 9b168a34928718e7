package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.evidence.AuditLog;
import io.metagate.gateway.evidence.AuditUnavailable;
import io.metagate.gateway.store.Effect;
import io.metagate.gateway.store.Held;
import io.metagate.gateway.store.RecordChanges;
import io.metagate.gateway.store.Settlement;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.WriteUnsettled;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Does changes. INVARIANT: the audit log holds that a change is intended before the store hears of it (P3). */
@ApplicationScoped
public class Writes {

    private static final Logger LOG = Logger.getLogger(Writes.class);

    private final RecordMaker records;
    private final AuditLog audit;
    private final RecordChanges store;
    private final Settler settler;
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());

    Writes(RecordMaker records, AuditLog audit, RecordChanges store, Settler settler) {
        this.records = records;
        this.audit = audit;
        this.store = store;
        this.settler = settler;
    }

    /**
     * The record that is to be changed; empty if there is none within reach.
     *
     * @throws StoreUnavailable if the store does not answer
     */
    public Optional<Held> fetch(PermittedQuery query, Admitted admitted) {
        return store.fetch(query, admitted.trail().auditId().toString());
    }

    /** Announces the change that was decided; empty if the audit log cannot hold it. */
    public Optional<Intent> announce(Admitted admitted) {
        Trail trail = admitted.trail();
        AuditRecord record = records.intent(trail);
        // The announcement may be in the log even if the log does not say so: what follows needs another id.
        trail.intends(ids.next());
        try {
            return Optional.of(new Intent(record, audit.append(record, trail.patience())));
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
    public Written perform(Intent intent, Admitted admitted, PermittedWrite write, Optional<Held> held) {
        Trail trail = admitted.trail();
        trail.asked();
        try {
            Effect effect = store.perform(
                    write, held, intent.receipt(), intent.record().id().toString());
            trail.answered(effect == Effect.DONE);
            return switch (effect) {
                case DONE -> Written.DONE;
                case MISSED -> Written.MISSED;
                case EXISTS -> Written.EXISTS;
                case REFUSED -> Written.REFUSED;
            };
        } catch (StoreUnavailable e) {
            trail.answered(false);
            throw e;
        } catch (WriteUnsettled e) {
            LOG.warnv("audit {0}: the store''s answer to a change was lost", trail.auditId());
            settler.takeOver(intent, e.write());
            return Written.UNKNOWN;
        }
    }

    /**
     * Whether a record that may be made stands there: as it would be made, not at all, or otherwise.
     *
     * @throws StoreUnavailable if the store does not answer
     */
    public Settlement standing(PermittedWrite creation, Intent intent) {
        return store.standing(creation, intent.record().id().toString());
    }
}
