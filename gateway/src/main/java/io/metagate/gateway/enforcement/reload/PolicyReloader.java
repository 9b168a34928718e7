package io.metagate.gateway.enforcement.reload;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.UuidV7;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.policy.compile.CompilationResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts changed policies in force while the gateway runs. INVARIANT: a change is in the audit log before it counts, and
 * a bundle with a problem changes nothing (P3, P6).
 */
@ApplicationScoped
class PolicyReloader {

    private static final Logger LOG = Logger.getLogger(PolicyReloader.class);

    private final DecisionPoint decisions;
    private final AuditLog audit;
    private final AuditRecordFactory records;
    private final PolicyMetrics meters;
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());
    private Optional<CompilationResult> waiting = Optional.empty();

    PolicyReloader(DecisionPoint decisions, AuditLog audit, AuditRecordFactory records, PolicyMetrics meters) {
        this.decisions = decisions;
        this.audit = audit;
        this.records = records;
        this.meters = meters;
    }

    /**
     * Looks at the bundle once. What could not be recorded waits for the next look, and for nothing newer. INVARIANT: a
     * change is forgotten only once it is applied, whatever fails in between (P6).
     */
    void look() {
        Optional<CompilationResult> change = decisions.changed();
        if (change.isPresent()) {
            waiting = change;
        }
        if (waiting.isPresent() && recorded(waiting.get())) {
            apply(waiting.get());
            waiting = Optional.empty();
        }
        if (waiting.isEmpty()) {
            decisions.confirm();
        }
    }

    private boolean recorded(CompilationResult change) {
        AuditRecord record = change.fold(
                sound -> records.adopted(ids.next(), sound.policies().revision()),
                refused -> records.kept(ids.next(), decisions.current().revision()));
        try {
            audit.append(record);
            return true;
        } catch (AuditUnavailable e) {
            LOG.warnv("changed policies wait for the audit log: {0}", e.reason());
            return false;
        }
    }

    private void apply(CompilationResult change) {
        change.<Runnable>fold(sound -> () -> adopt(sound), refused -> () -> keep(refused))
                .run();
    }

    private void adopt(CompilationResult.Compiled sound) {
        decisions.adopt(sound.policies());
        meters.adopted(sound.policies().revision());
        LOG.infov("policies in force: {0}", sound.policies().revision().digest());
    }

    private void keep(CompilationResult.Rejected refused) {
        decisions.keep(refused).forEach(problem -> LOG.errorv("changed policies refused: {0}", problem));
        meters.refused();
    }
}
