package io.metagate.gateway.enforcement.write;

import io.metagate.audit.UuidV7;
import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.enforcement.OutcomeRetryQueue;
import io.metagate.gateway.failure.ScopeGuard;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.write.InDoubtWrite;
import io.metagate.gateway.store.write.RecordWriter;
import io.metagate.gateway.store.write.WriteOutcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Finds out what became of changes whose answer was lost, and lets it be recorded. What it has to do is kept in memory:
 * of a process that dies, such changes stay unknown in the audit log.
 */
@ApplicationScoped
public class WriteReconciler {

    private static final int MOST = 10_000;
    private static final Logger LOG = Logger.getLogger(WriteReconciler.class);

    private final AuditRecordFactory records;
    private final OutcomeRetryQueue outcomes;
    private final RecordWriter store;
    private final WriteConfig config;
    private final PeriodicTasks tasks;
    private final BlockingQueue<Unsettled> waiting = new LinkedBlockingQueue<>(MOST);
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());
    private volatile Optional<PeriodicTask> rounds = Optional.empty();

    /**
     * A change to find out about.
     *
     * @param due the {@link System#nanoTime()} before which it may still be underway
     */
    private record Unsettled(WriteIntent intent, InDoubtWrite write, long due) {

        UUID id() {
            return intent.record().id();
        }

        String store() {
            return write.store().store();
        }
    }

    public WriteReconciler(
            AuditRecordFactory records,
            OutcomeRetryQueue outcomes,
            RecordWriter store,
            WriteConfig config,
            PeriodicTasks tasks) {
        this.records = records;
        this.outcomes = outcomes;
        this.store = store;
        this.config = config;
        this.tasks = tasks;
    }

    void begin(@Observes StartupEvent event) {
        rounds = Optional.of(
                tasks.begin("write-reconciler", config::reconcileAfter, PeriodicTasks.USUAL_ROUND, this::settle));
    }

    void end(@Observes ShutdownEvent event) {
        rounds.ifPresent(PeriodicTask::close);
    }

    void takeOver(WriteIntent intent, InDoubtWrite write) {
        await(new Unsettled(
                intent, write, System.nanoTime() + config.reconcileAfter().toNanos()));
    }

    private void await(Unsettled unsettled) {
        if (!waiting.offer(unsettled)) {
            LOG.errorv("audit {0}: a change stays unknown, there are too many", unsettled.id());
        }
    }

    /**
     * Looks at each change that waits, once; what cannot be found out now waits for the next time. A store that gives
     * no answer is not asked again before.
     */
    void settle() {
        Set<String> silent = new HashSet<>();
        for (int left = waiting.size(); left > 0; left--) {
            rounds.ifPresent(PeriodicTask::beat);
            Optional.ofNullable(waiting.poll())
                    .filter(unsettled -> !isSettled(unsettled, silent))
                    .ifPresent(this::await);
        }
    }

    private boolean isSettled(Unsettled unsettled, Set<String> silent) {
        if (unsettled.due() - System.nanoTime() > 0 || silent.contains(unsettled.store())) {
            return false;
        }
        try (ScopeGuard lost = ScopeGuard.unlessDismissed(() -> tellLost(unsettled))) {
            Optional<WriteOutcome> found = found(unsettled, silent);
            found.ifPresent(outcome -> tell(unsettled, outcome));
            lost.dismiss();
            return found.isPresent();
        }
    }

    private Optional<WriteOutcome> found(Unsettled unsettled, Set<String> silent) {
        try {
            return store.settle(unsettled.write(), unsettled.id().toString());
        } catch (StoreUnavailable e) {
            silent.add(unsettled.store());
            return Optional.empty();
        }
    }

    private static void tellLost(Unsettled unsettled) {
        LOG.errorv("audit {0}: a change stays unknown, it could not be looked at", unsettled.id());
    }

    private void tell(Unsettled unsettled, WriteOutcome found) {
        outcomes.takeOver(records.settled(ids.next(), unsettled.intent().record(), found));
    }
}
