package io.metagate.gateway.audit.database;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection.Transaction;
import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A few connections that many requests share, each for one transaction. They stay open between requests. Each has a
 * task, so that a request waits no longer than it may, whatever its connection waits for.
 */
public final class SharedConnections implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** After a failure a transaction is repeated sooner, so that it shows soon that it is mended. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final ReconnectingConnection[] sessions;
    private final boolean[] busy;
    private final BlockingQueue<FutureTask<?>> waiting = new LinkedBlockingQueue<>();
    private final List<PeriodicTask> rounds = new CopyOnWriteArrayList<>();
    private final PeriodicTasks tasks;
    private final Duration timeout;
    private final Duration longestRound;
    private final SqlFailureLogger failures = new SqlFailureLogger("shared transaction not done");
    private volatile boolean closed;

    public SharedConnections(ConnectionFactory connector, Duration timeout, int number, PeriodicTasks tasks) {
        this.tasks = tasks;
        this.longestRound = ReconnectingConnection.longest(timeout).plus(PeriodicTasks.USUAL_ROUND);
        this.timeout = timeout;
        this.busy = new boolean[number];
        this.sessions = Stream.generate(() -> new ReconnectingConnection(connector, timeout))
                .limit(number)
                .toArray(ReconnectingConnection[]::new);
        for (int n = 0; n < number; n++) {
            rounds.add(tasks.begin("audit-connection-" + n, () -> Duration.ZERO, longestRound, this::serve));
        }
    }

    /**
     * Does a transaction for a request. When it returns, all of it is durable. When it throws, nobody knows, and it may
     * still be done.
     *
     * @param transaction may be repeated
     */
    public <T> T run(Transaction<T> transaction, WaitBudget waitBudget) throws AuditUnavailable {
        if (closed) {
            throw new AuditUnavailable(Reason.CLOSED);
        }
        FutureTask<T> result = new FutureTask<>(() -> done(transaction));
        waiting.add(result);
        try {
            return waitBudget.spend(deadline -> await(result, deadline));
        } finally {
            // Whoever waited in vain has gone: what has not begun is not to be done.
            result.cancel(false);
            waiting.remove(result);
        }
    }

    /**
     * Does a transaction again and again, for nobody in particular. If it fails, so does that round of its task, which
     * then counts as late after a while.
     */
    public void repeat(String name, Transaction<?> transaction, Duration pause) {
        Duration shorter = pause.compareTo(AFTER_FAILURE) < 0 ? pause : AFTER_FAILURE;
        AtomicBoolean failed = new AtomicBoolean();
        rounds.add(tasks.begin(name, () -> failed.get() ? shorter : pause, longestRound, () -> {
            failed.set(true);
            attempt(transaction);
            failed.set(false);
        }));
    }

    @Override
    public void close() {
        closed = true;
        rounds.forEach(PeriodicTask::close);
        Stream.of(sessions).forEach(ReconnectingConnection::close);
    }

    private void serve() {
        try {
            FutureTask<?> next = waiting.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Transaction<?> transaction) {
        try {
            run(transaction, new WaitBudget(timeout));
        } catch (AuditUnavailable e) {
            throw new IllegalStateException("a recurring transaction was not done", e);
        }
    }

    /** Logs a failure here, where it is known: whoever asked may wait no longer. */
    private <T> T done(Transaction<T> transaction) throws SQLException {
        int number = take();
        try {
            return done(transaction, sessions[number]);
        } catch (SQLException e) {
            if (!closed) {
                failures.log(e);
            }
            throw e;
        } finally {
            give(number);
        }
    }

    private static <T> T done(Transaction<T> transaction, ReconnectingConnection session) throws SQLException {
        boolean perhapsStale = session.isConnected();
        try {
            return session.run(transaction);
        } catch (SQLException e) {
            if (!perhapsStale) {
                throw e;
            }
            return session.run(transaction);
        }
    }

    /**
     * The first that is free, so that no more are connected than are needed. There is one, as there are no more tasks
     * than sessions.
     */
    private int take() {
        synchronized (busy) {
            for (int n = 0; n < busy.length; n++) {
                if (!busy[n]) {
                    busy[n] = true;
                    return n;
                }
            }
            throw new IllegalStateException("more transactions are underway than there are sessions");
        }
    }

    /** Takes no memory: a session that could not be given back for want of it would be lost. */
    private void give(int number) {
        synchronized (busy) {
            busy[number] = false;
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
            if (e.getCause() instanceof SQLException failure) {
                throw new AuditUnavailable(SqlFailure.reason(failure), e);
            }
            throw new IllegalStateException("a transaction failed in a way of its own", e);
        }
    }
}
