package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import io.metagate.gateway.audit.database.SqlFailure;
import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.failure.ScopeGuard;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes batches, one after the other, on one connection. A batch of unknown outcome is written again, byte for byte,
 * until it is known; only then comes the next. INVARIANT: a batch that fails although other rows can be written is
 * halved until the record is found that the database refuses, whatever SQLSTATE it gives. Only that record is lost.
 * Whoever waits for a record whose outcome cannot be found out is told so (P3).
 */
final class AuditBatchWriter {

    private static final Logger LOG = Logger.getLogger(AuditBatchWriter.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int MOST_DOUBLINGS = 5;
    private static final int PASSING_STRIKES = 2;

    private final String name;
    private final AuditQueue queue;
    private final int mostRecords;
    private final ReconnectingConnection session;
    private final LogProbing probing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<PeriodicTask> rounds = Optional.empty();
    private volatile boolean givenUp;

    AuditBatchWriter(
            String name, AuditQueue queue, int mostRecords, ReconnectingConnection session, Duration probeInterval) {
        this.name = name;
        this.queue = queue;
        this.mostRecords = mostRecords;
        this.session = session;
        this.probing = new LogProbing(name, new AuditProbe(session), probeInterval);
    }

    void start(PeriodicTasks tasks, Duration longestRound) {
        rounds = Optional.of(tasks.begin(name, () -> Duration.ZERO, longestRound, this::round));
    }

    /**
     * Why it cannot write, if so: its batch failed even on a fresh connection and is not yet resolved, or rows that
     * were tried are not taken.
     */
    Optional<AppendFailure> trouble() {
        return probing.trouble();
    }

    /**
     * Waits until all that was taken in is written, but not longer than until that {@link System#nanoTime()}; then
     * leaves the rest.
     */
    void finish(long deadline) {
        while (ended.getCount() > 0 && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, Duration.ofMillis(1).toNanos());
        }
        givenUp = true;
    }

    private void round() {
        if (queue.isDrained()) {
            rounds.ifPresent(PeriodicTask::close);
            session.close();
            ended.countDown();
            return;
        }
        if (probing.isDue()) {
            probing.look();
        }
        Duration wait = probing.untilNext();
        List<PendingAppend> batch = queue.take(mostRecords, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        // Else its callers would wait for what nobody writes.
        try (ScopeGuard unresolved =
                ScopeGuard.unlessDismissed(() -> batch.forEach(pending -> pending.lost(Reason.LATE)))) {
            resolve(batch, false);
            unresolved.dismiss();
        }
    }

    /**
     * Writes a batch, or finds out what of it is not taken: that which fails right after other rows were taken. One
     * such failure is enough for a state that says no, two for one that a broken connection has too.
     *
     * @param suspected whether it is a part of one that failed like that
     */
    private void resolve(List<PendingAppend> batch, boolean suspected) {
        int strikes = 0;
        boolean othersTaken = suspected;
        for (int failures = 0; !batch.isEmpty() && !givenUp; failures++) {
            rounds.ifPresent(PeriodicTask::beat);
            Optional<SQLException> failure = failure(batch);
            if (failure.isEmpty()) {
                probing.recordsWritten();
                return;
            }
            boolean refused = SqlFailure.of(failure.get()) == SqlFailure.REFUSED;
            strikes += othersTaken ? 1 : 0;
            if (strikes >= (refused ? 1 : PASSING_STRIKES)) {
                isolate(batch);
                return;
            }
            othersTaken = awaitOthers(failure.get(), failures, refused || suspected);
            if (probing.trouble().filter(AppendFailure::refusing).isPresent()) {
                batch.forEach(pending -> pending.lost(Reason.REFUSING));
                return;
            }
        }
        batch.forEach(pending -> pending.lost(Reason.CLOSED));
    }

    /**
     * Waits a little longer from failure to failure, and tells whether other rows are taken, where it is time to ask.
     */
    private boolean awaitOthers(SQLException failure, int failures, boolean now) {
        // The first failure may only mean that an idle connection went stale.
        if (failures > 0) {
            probing.down(failure);
        }
        pause(failures);
        return (now || failures > 0) && probing.probe().isEmpty();
    }

    private Optional<SQLException> failure(List<PendingAppend> batch) {
        try {
            // Committed once run returns.
            Set<UUID> conflicting = session.run(connection -> BatchInsert.into(connection, batch));
            batch.forEach(pending -> settle(pending, conflicting));
            return Optional.empty();
        } catch (SQLException e) {
            // Not the message: the server may quote the record in it (P7).
            LOG.warnf(
                    "audit batch not committed: writer=%s records=%d sqlState=%s",
                    name, batch.size(), SqlFailure.state(e));
            if (SqlFailure.of(e) == SqlFailure.PASSING) {
                batch.forEach(PendingAppend::doubt);
            }
            return Optional.of(e);
        }
    }

    private static void settle(PendingAppend pending, Set<UUID> conflicting) {
        if (conflicting.contains(pending.record().id())) {
            pending.lost(Reason.REFUSED);
        } else {
            pending.durable();
        }
    }

    private void isolate(List<PendingAppend> batch) {
        if (batch.size() == 1) {
            giveUp(batch.get(0));
        } else {
            int half = batch.size() / 2;
            resolve(batch.subList(0, half), true);
            resolve(batch.subList(half, batch.size()), true);
        }
    }

    private void giveUp(PendingAppend pending) {
        if (pending.isDoubtful() && isThere(pending)) {
            pending.durable();
        } else {
            pending.lost(Reason.REFUSED);
        }
    }

    private boolean isThere(PendingAppend pending) {
        try {
            return session.run(connection -> BatchInsert.holds(connection, List.of(pending)));
        } catch (SQLException e) {
            LOG.warnf("audit record not looked for: writer=%s sqlState=%s", name, SqlFailure.state(e));
            return false;
        }
    }

    private void pause(int failures) {
        if (failures == 0) {
            return;
        }
        long doubled = FIRST_PAUSE << Math.min(failures - 1, MOST_DOUBLINGS);
        long until = System.nanoTime() + Math.min(doubled, LONGEST_PAUSE);
        for (long left = until - System.nanoTime(); left > 0 && !givenUp; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
