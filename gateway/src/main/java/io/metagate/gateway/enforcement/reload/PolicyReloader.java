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
    private boolean overdue;

    PolicyReloader(DecisionPoint decisions, AuditLog audit, AuditRecordFactory records, PolicyMetrics meters) {
        this.decisions = decisions;
        this.audit = audit;
        this.records = records;
        this.meters = meters;
    }

    /**
     * Looks at the bundle once. A change that cannot be recorded waits for the next look. A newer change replaces one
     * that waits. INVARIANT: a change is applied only while the folder still holds it, and it is forgotten only once it
     * is applied or the folder holds something else (P6).
     */
    void look() {
        boolean known = decisions.look().fold(this::isApplied, () -> true, () -> false);
        if (known) {
            decisions.confirm();
        }
        tellWhetherOverdue();
    }

    private boolean isApplied(CompilationResult change) {
        if (!recorded(change)) {
            return false;
        }
        // The audit log may have taken a while.
        return decisions.look().fold(this::apply, () -> false, () -> false);
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

    private boolean apply(CompilationResult change) {
        change.<Runnable>fold(sound -> () -> adopt(sound), refused -> () -> keep(refused))
                .run();
        return true;
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

    private void tellWhetherOverdue() {
        boolean before = overdue;
        overdue = decisions.overdue();
        if (overdue && !before) {
            LOG.error(
                    "it is not known whether the policies in force are those of the bundle, as its folder does not come"
                            + " to rest or a change of it waits: accesses are refused");
        }
        if (before && !overdue) {
            LOG.info("the policies in force are those of the bundle: accesses are decided again");
        }
    }
}
