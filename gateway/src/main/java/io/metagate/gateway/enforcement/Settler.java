package io.metagate.gateway.enforcement;

import io.metagate.audit.UuidV7;
import io.metagate.gateway.evidence.AuditLog;
import io.metagate.gateway.evidence.AuditUnavailable;
import io.metagate.gateway.store.RecordChanges;
import io.metagate.gateway.store.Settlement;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnsettledWrite;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Finds out what became of changes whose answer was lost, and records it. What it has to do is kept in memory: of a process that dies, such changes stay
 * unknown in the audit log.
 */
@ApplicationScoped
class Settler {

    private static final int MOST = 10_000;
    private static final Logger LOG = Logger.getLogger(Settler.class);

    private final RecordMaker records;
    private final AuditLog audit;
    private final RecordChanges store;
    private final WriteConfig config;
    private final BlockingQueue<Unsettled> waiting = new LinkedBlockingQueue<>(MOST);
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());
    private volatile boolean ended;

    /**
     * A change to find out about.
     *
     * @param due the {@link System#nanoTime()} before which it may still be underway
     */
    private record Unsettled(Intent intent, UnsettledWrite write, long due) {}

    Settler(RecordMaker records, AuditLog audit, RecordChanges store, WriteConfig config) {
        this.records = records;
        this.audit = audit;
        this.store = store;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        watch();
    }

    void end(@Observes ShutdownEvent event) {
        ended = true;
    }

    void takeOver(Intent intent, UnsettledWrite write) {
        long due = System.nanoTime() + config.settleAfter().toNanos();
        if (!waiting.offer(new Unsettled(intent, write, due))) {
            LOG.errorv(
                    "audit {0}: a change stays unknown, there are too many",
                    intent.record().id());
        }
    }

    private void watch() {
        Thread thread = new Thread(this::keepSettling, "write-settler");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepSettling() {
        try {
            while (!ended) {
                LockSupport.parkNanos(this, config.settleAfter().toNanos());
                settle();
            }
        } finally {
            if (!ended) {
                // Something nobody thought of, with one change. The others must not stay unknown for it.
                watch();
            }
        }
    }

    /** Looks at each change that waits, once. What cannot be found out or recorded now waits for the next time. */
    void settle() {
        for (int left = waiting.size(); left > 0; left--) {
            Optional.ofNullable(waiting.poll())
                    .filter(unsettled -> unsettled.due() - System.nanoTime() > 0 || !isSettled(unsettled))
                    .ifPresent(waiting::offer);
        }
    }

    private boolean isSettled(Unsettled unsettled) {
        try {
            Settlement settlement = store.settle(
                    unsettled.write(), unsettled.intent().record().id().toString());
            Optional<Boolean> done =
                    settlement == Settlement.UNCLEAR ? Optional.empty() : Optional.of(settlement == Settlement.DONE);
            audit.append(records.settled(ids.next(), unsettled.intent().record(), done));
            return true;
        } catch (StoreUnavailable e) {
            return false;
        } catch (AuditUnavailable e) {
            LOG.warnv(
                    "audit {0}: how a change ended waits for the audit log",
                    unsettled.intent().record().id());
            return false;
        }
    }
}
