package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection.Transaction;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.fixture.ObservedTasks;
import io.metagate.test.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONNECT = "connect 20000";

    private final MemoryConnections database = new MemoryConnections();
    private final AtomicInteger attempts = new AtomicInteger();
    private SharedConnections shared = sharing(1, BackgroundTasks.tasks());

    @AfterEach
    void close() {
        shared.close();
    }

    @Test
    void doesOneTransactionAfterTheOtherOnOneConnection() throws Exception {
        shared.close();
        shared = sharing(3, BackgroundTasks.tasks());
        for (int n = 0; n < 5; n++) {
            int number = n;
            int done = run(connection -> number);
            assertThat(done).isEqualTo(n);
        }
        assertThat(database.count(CONNECT)).isOne();
        assertThat(database.count("commit")).isEqualTo(5);
    }

    @Test
    void doesAsManyAtOnceAsThereAreConnections() throws Exception {
        shared.close();
        shared = sharing(2, BackgroundTasks.tasks());
        CountDownLatch both = new CountDownLatch(2);
        Transaction<Boolean> meeting = connection -> {
            both.countDown();
            return waits(both);
        };
        FutureTask<Boolean> other = begin(meeting);

        assertThat(run(meeting)).isTrue();
        assertThat(other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(database.count(CONNECT)).isEqualTo(2);
    }

    @Test
    void doesATransactionOnceMoreWhereItsConnectionHadGoneStale() throws Exception {
        run(connection -> 0);
        String done = run(connection -> {
            if (attempts.incrementAndGet() == 1) {
                throw new SQLException("gone", "08006");
            }
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(database.count(CONNECT)).isEqualTo(2);
    }

    @Test
    void isDownWhereATransactionFailsOnAFreshConnection() throws Exception {
        assertFails(Reason.DOWN, this::fail);
        assertThat(attempts).as("a fresh connection is not stale").hasValue(1);

        run(connection -> 0);
        assertFails(Reason.DOWN, this::fail);
        assertThat(attempts).as("on the old and on a fresh one").hasValue(3);
    }

    @Test
    void saysThatItIsRefusedWhatAnotherConnectionWouldBeRefusedToo() {
        for (String state : List.of("42501", "42P01", "23514", "22001", "25006", "54000", "P0001", "0A000")) {
            assertFails(Reason.REFUSING, connection -> {
                throw new SQLException("injected", state);
            });
        }
        for (String state : List.of("08006", "57014", "53300", "55P03", "40001")) {
            assertFails(Reason.DOWN, connection -> {
                throw new SQLException("injected", state);
            });
        }
    }

    @Test
    void logsTheStateOfFailuresOnceForManyAndNeverTheirMessage() {
        try (CapturedLog log = new CapturedLog()) {
            for (int n = 0; n < 5; n++) {
                assertFails(Reason.REFUSING, connection -> {
                    throw new SQLException("planted", "42501");
                });
                assertFails(Reason.DOWN, connection -> {
                    throw new SQLException("planted", "53300");
                });
            }
            assertThat(log.text())
                    .containsOnlyOnce("shared transaction not done: sqlState=42501 (")
                    .containsOnlyOnce("shared transaction not done: sqlState=53300 (")
                    .doesNotContain("planted");
        }
    }

    @Test
    void countsRoundsAsFailedWhoseTransactionIsNotDone() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        shared.close();
        shared = sharing(1, new PeriodicTasks(meters));
        shared.repeat(
                "cleaning",
                connection -> {
                    throw new SQLException("injected", "42501");
                },
                Duration.ofMillis(1));
        Eventually.holds(
                "the failures are counted",
                () -> meters.get("metagate.background.failures")
                                .tag("task", "cleaning")
                                .functionCounter()
                                .count()
                        >= 3);
    }

    @Test
    void doesNothingForWhomeverHasWaitedInVain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        FutureTask<Boolean> first = begin(connection -> {
            begun.countDown();
            return waits(stuck);
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> shared.run(connection -> attempts.incrementAndGet(), new WaitBudget(Duration.ZERO)))
                .returns(Reason.LATE, AuditUnavailable::reason);
        stuck.countDown();
        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        run(connection -> 0);
        assertThat(attempts).hasValue(0);
    }

    @Test
    void isLateForWhomeverIsInterruptedAndKeepsTheInterrupt() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            assertFails(Reason.LATE, connection -> waits(stuck));
            return Thread.interrupted();
        });
        new Thread(interrupted).start();
        assertThat(interrupted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        stuck.countDown();
    }

    @Test
    void goesOnAfterATransactionThatFailsInAWayOfItsOwn() throws Exception {
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> run(connection -> {
                        throw new IllegalArgumentException("injected");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        String done = run(connection -> "done");
        assertThat(done).isEqualTo("done");
    }

    @Test
    void takesNothingMoreOnceItIsClosed() throws Exception {
        run(connection -> 0);
        shared.close();
        assertFails(Reason.CLOSED, connection -> 0);
        assertThat(database.count("abort")).isOne();
    }

    @Test
    void endsItsTasksWhenItIsClosed() throws Exception {
        ObservedTasks tasks = new ObservedTasks();
        SharedConnections one = sharing(1, tasks);
        assertThat(tasks.pause()).isEqualTo(Duration.ZERO);
        assertThat(tasks.longestRound())
                .isEqualTo(ReconnectingConnection.longest(PATIENCE).plus(PeriodicTasks.USUAL_ROUND));
        tasks.begun();
        one.close();
        assertThat(tasks.ends()).isTrue();
    }

    @Test
    void repeatsATransactionAlsoAfterItHasFailed() throws Exception {
        Semaphore done = new Semaphore(0);
        shared.repeat(
                "cleaning",
                connection -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new SQLException("gone", "08006");
                    }
                    done.release();
                    return 0;
                },
                Duration.ofMillis(1));
        assertThat(done.tryAcquire(3, PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private SharedConnections sharing(int number, PeriodicTasks tasks) {
        return new SharedConnections(database, PATIENCE, number, tasks);
    }

    private <T> T run(Transaction<T> transaction) throws AuditUnavailable {
        return shared.run(transaction, new WaitBudget(PATIENCE));
    }

    private <T> FutureTask<T> begin(Transaction<T> transaction) {
        FutureTask<T> running = new FutureTask<>(() -> run(transaction));
        new Thread(running).start();
        return running;
    }

    private Object fail(Connection connection) throws SQLException {
        attempts.incrementAndGet();
        throw new SQLException("injected", "57P01");
    }

    private void assertFails(Reason reason, Transaction<?> transaction) {
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> run(transaction))
                .returns(reason, AuditUnavailable::reason);
    }

    private static boolean waits(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
