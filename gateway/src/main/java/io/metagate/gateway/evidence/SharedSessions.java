package io.metagate.gateway.evidence;

import io.metagate.gateway.evidence.AuditUnavailable.Reason;
import io.metagate.gateway.evidence.Session.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A few connections that many requests share, each for one transaction. They stay open between requests. Each has a thread, so that a request waits no longer
 * than it has patience, whatever its connection waits for.
 */
final class SharedSessions implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SharedSessions.class);

    private final BlockingDeque<Session> idle = new LinkedBlockingDeque<>();
    private final ScheduledThreadPoolExecutor threads;

    SharedSessions(Connector connector, Duration patience, int number) {
        threads = new ScheduledThreadPoolExecutor(number, SharedSessions::thread);
        threads.setRemoveOnCancelPolicy(true);
        for (int n = 0; n < number; n++) {
            idle.add(new Session(connector, patience));
        }
    }

    /**
     * Does a transaction for a request. When it returns, all of it is durable. When it throws, nobody knows, and it may still be done.
     *
     * @param transaction may be repeated
     */
    <T> T run(Transaction<T> transaction, Patience patience) throws AuditUnavailable {
        Future<T> result = submitted(transaction);
        try {
            return patience.spend(deadline -> await(result, deadline));
        } finally {
            // Whoever waited in vain has gone: what has not begun is not to be done.
            result.cancel(false);
        }
    }

    private <T> Future<T> submitted(Transaction<T> transaction) throws AuditUnavailable {
        try {
            return threads.submit(() -> done(transaction));
        } catch (RejectedExecutionException e) {
            throw new AuditUnavailable(Reason.CLOSED, e);
        }
    }

    /** Does a transaction again and again, for nobody in particular. */
    void repeat(Transaction<?> transaction, Duration pause) {
        schedule(transaction, Duration.ZERO, pause);
    }

    private void schedule(Transaction<?> transaction, Duration delay, Duration pause) {
        Future<?> unused = threads.schedule(
                () -> {
                    try {
                        attempt(transaction);
                    } finally {
                        // Also behind what nobody thought of.
                        schedule(transaction, pause, pause);
                    }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        idle.forEach(Session::close);
    }

    private void attempt(Transaction<?> transaction) {
        try {
            done(transaction);
        } catch (SQLException e) {
            LOG.debugf("recurring transaction not done: sqlState=%s", e.getSQLState());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T done(Transaction<T> transaction) throws SQLException, InterruptedException {
        Session session = idle.takeFirst();
        boolean perhapsStale = session.isConnected();
        try {
            return session.run(transaction);
        } catch (SQLException e) {
            if (!perhapsStale) {
                throw e;
            }
            return session.run(transaction);
        } finally {
            idle.addFirst(session);
        }
    }

    private static <T> T await(Future<T> result, long deadline) throws AuditUnavailable {
        try {
            return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable(Reason.LATE, e);
        } catch (TimeoutException e) {
            throw new AuditUnavailable(Reason.LATE, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException) {
                throw new AuditUnavailable(Reason.DOWN, e);
            }
            throw new IllegalStateException("a transaction failed in a way of its own", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "audit-shared-session");
        thread.setDaemon(true);
        return thread;
    }
}
