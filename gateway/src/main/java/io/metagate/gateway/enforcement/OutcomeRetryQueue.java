package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.failure.ScopeGuard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Records of how changes ended that the audit log has not taken yet. Each is appended until it is taken, as it is: a
 * record that is there already stays as it is. They are kept in memory, and are lost with the process.
 */
@ApplicationScoped
public class OutcomeRetryQueue {

    private static final int MOST = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(OutcomeRetryQueue.class);

    private final AuditLog audit;
    private final PeriodicTasks tasks;
    private final BlockingQueue<AuditRecord> waiting = new LinkedBlockingQueue<>(MOST);
    private volatile Optional<PeriodicTask> rounds = Optional.empty();

    public OutcomeRetryQueue(AuditLog audit, PeriodicTasks tasks) {
        this.audit = audit;
        this.tasks = tasks;
    }

    void begin(@Observes StartupEvent event) {
        rounds = Optional.of(tasks.begin("outcome-retry", () -> PAUSE, PeriodicTasks.USUAL_ROUND, this::append));
    }

    void end(@Observes ShutdownEvent event) {
        rounds.ifPresent(PeriodicTask::close);
        append();
    }

    public void takeOver(AuditRecord outcome) {
        if (!waiting.offer(outcome)) {
            LOG.errorv("audit {0}: how a change ended is not recorded, too many wait", outcome.id());
        }
    }

    /** Appends those that wait, until the audit log takes one not now. */
    public void append() {
        boolean goesOn = true;
        for (int left = waiting.size(); left > 0 && goesOn; left--) {
            rounds.ifPresent(PeriodicTask::beat);
            goesOn = Optional.ofNullable(waiting.poll()).filter(this::isEnded).isPresent();
        }
    }

    /** Whether there is no more to be done about it; if there is, it waits again. */
    private boolean isEnded(AuditRecord outcome) {
        try (ScopeGuard lost = ScopeGuard.unlessDismissed(() -> tellLost(outcome))) {
            Optional<Reason> trouble = trouble(outcome);
            if (trouble.filter(Reason.REFUSED::equals).isPresent()) {
                return true;
            }
            lost.dismiss();
            trouble.ifPresent(passing -> takeOver(outcome));
            return trouble.isEmpty();
        }
    }

    /** Why the audit log has not taken it; empty if it has. */
    private Optional<Reason> trouble(AuditRecord outcome) {
        try {
            audit.append(outcome);
            return Optional.empty();
        } catch (AuditUnavailable e) {
            return Optional.of(e.reason());
        }
    }

    private static void tellLost(AuditRecord outcome) {
        LOG.errorv("audit {0}: how a change ended cannot be recorded", outcome.id());
    }
}
