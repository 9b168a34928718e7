package io.metagate.gateway.evidence;

import io.metagate.gateway.evidence.AuditUnavailable.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes batches, one after the other, on one connection. A batch of unknown outcome is written again, byte for byte, until it is known;
 * only then comes the next.
 */
final class Lane implements Runnable {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int MOST_DOUBLINGS = 5;

    private final String name;
    private final Intake intake;
    private final int mostRecords;
    private final Session session;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean givenUp;

    Lane(String name, Intake intake, int mostRecords, Session session) {
        this.name = name;
        this.intake = intake;
        this.mostRecords = mostRecords;
        this.session = session;
    }

    void start() {
        Thread thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether its batch failed even on a fresh connection, and is not yet resolved. */
    boolean failing() {
        return failing;
    }

    @Override
    public void run() {
        boolean drained = false;
        try {
            drain();
            drained = true;
        } finally {
            session.close();
            if (drained) {
                ended.countDown();
            } else {
                // Something nobody thought of. Its callers hear nothing and so release nothing; the next ones must not
                // suffer.
                start();
            }
        }
    }

    /** Waits until all that was taken in is written, but not longer than until that {@link System#nanoTime()}; then leaves the rest. */
    void finish(long deadline) {
        while (ended.getCount() > 0 && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, Duration.ofMillis(1).toNanos());
        }
        givenUp = true;
    }

    private void drain() {
        List<Pending> batch = intake.take(mostRecords);
        while (!batch.isEmpty()) {
            resolve(batch);
            batch = intake.take(mostRecords);
        }
    }

    private void resolve(List<Pending> batch) {
        int failures = 0;
        while (!givenUp && !resolvedBy(batch)) {
            // The first failure may only mean that an idle connection went stale.
            failing = failures > 0;
            pause(failures++);
        }
        failing = false;
        if (givenUp) {
            batch.forEach(pending -> pending.lost(Reason.CLOSED));
        }
    }

    private boolean resolvedBy(List<Pending> batch) {
        try {
            Set<UUID> taken = session.run(connection -> BatchInsert.into(connection, batch));
            batch.forEach(pending -> settle(pending, taken));
            return true;
        } catch (SQLException e) {
            // Not the message: the server may quote the record in it (P7).
            LOG.warnf("audit batch not committed: lane=%s records=%d sqlState=%s", name, batch.size(), e.getSQLState());
            return isRefusal(e) && isolate(batch);
        }
    }

    private static void settle(Pending pending, Set<UUID> taken) {
        if (taken.contains(pending.record().id())) {
            pending.lost(Reason.REFUSED);
        } else {
            pending.durable();
        }
    }

    /** Finds the record that the database refuses, so that it takes no other down with it. */
    private boolean isolate(List<Pending> batch) {
        if (batch.size() == 1) {
            batch.get(0).lost(Reason.REFUSED);
        } else {
            int half = batch.size() / 2;
            resolve(batch.subList(0, half));
            resolve(batch.subList(half, batch.size()));
        }
        return true;
    }

    /** Whether the server will refuse the same data again: data exception, constraint violation, limit of the program. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
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
