package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ConnectionFactory;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL is taken away in every way, and no caller hears that a record is durable which is not. */
class AuditLogFaultTest {

    /** Twice the time that an append may take, measured in this process. */
    private static final Duration LATEST =
            AuditSettings.of("", "").appendTimeout().multipliedBy(2);

    private static final String WAITING_FOR_STANDBY =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'metagate-audit' AND wait_event = 'SyncRep'";

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static int databases;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private AuditSettings settings;
    private AuditTable table;

    @BeforeEach
    void createDatabase() throws Exception {
        settings = SERVER.database("audit" + ++databases);
        table = new AuditTable(settings);
    }

    @AfterEach
    void dismissCallers() throws Exception {
        callers.shutdownNow();
        SERVER.restore();
    }

    @Test
    void losesNoAcknowledgedRecordWhenTheDatabaseIsKilledUnderLoad() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            AppendLoad load = new AppendLoad(log, 16);
            try (load) {
                for (int kills = 0; kills < 3; kills++) {
                    int before = load.acknowledged().size();
                    Eventually.holds(
                            "it is under load", () -> load.acknowledged().size() > before + 200);
                    SERVER.kill();
                    Eventually.holds(
                            "it is known to be down", () -> log.trouble().isPresent());
                    int dead = load.acknowledged().size();
                    int refused = load.refused();
                    Eventually.holds("it refuses", () -> load.refused() > refused + 100);
                    assertThat(load.acknowledged()).hasSize(dead);
                    SERVER.startAgain();
                    Eventually.holds("it recovers", () -> load.acknowledged().size() > dead);
                }
            }
            assertThat(load.refused()).isPositive();
            System.out.println(
                    "slowest answer while the database was killed and frozen: " + load.slowestMillis() + " ms");
            assertThat(load.slowestMillis()).isLessThan(LATEST.toMillis());
            assertThat(table.ids()).doesNotHaveDuplicates().containsAll(load.acknowledged());
        }
    }

    @Test
    void answersInTimeWhenTheDatabaseHangsAndRecoversByItself() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            UUID before = log.append(SampleRecords.next()).id();
            SERVER.freeze();
            AuditRecord late = SampleRecords.next();

            long asked = System.nanoTime();
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> log.append(late))
                    .returns(Reason.LATE, AuditUnavailable::reason);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LATEST);

            SERVER.thaw();
            Eventually.holds("it recovers", () -> accepts(log));
            Eventually.holds("the late record is there", () -> table.ids().contains(late.id()));
            assertThat(table.ids()).doesNotHaveDuplicates().contains(before);
        }
    }

    @Test
    void acknowledgesNothingWhileTheDatabaseHangsUnderLoad() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            AppendLoad load = new AppendLoad(log, 32);
            try (load) {
                Eventually.holds("it is under load", () -> load.acknowledged().size() > 200);
                SERVER.freeze();
                int frozen = load.acknowledged().size();
                Eventually.holds("it is known to be down", () -> log.trouble().equals(Optional.of(Reason.DOWN)));
                // A caller may count after the commit that it heard of: each at most one.
                assertThat(load.acknowledged().size() - frozen).isLessThanOrEqualTo(32);
                SERVER.thaw();
                Eventually.holds("it recovers", () -> load.acknowledged().size() > frozen + 200);
            }
            System.out.println(
                    "slowest answer while the database was killed and frozen: " + load.slowestMillis() + " ms");
            assertThat(load.slowestMillis()).isLessThan(LATEST.toMillis());
            assertThat(table.ids()).doesNotHaveDuplicates().containsAll(load.acknowledged());
        }
    }

    @Test
    void startsWithoutADatabaseAndRecoversWhenItComes() throws Exception {
        SERVER.kill();
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> log.append(SampleRecords.next()));
            SERVER.startAgain();
            Eventually.holds("it recovers", () -> accepts(log));
        }
    }

    @Test
    void doesNotCountACommitWithAWarningNorItsRepetition() throws Exception {
        SERVER.awaitNobody();
        try (AuditLog log = new AuditLog(settings.database(), settings.with(1, 16), BackgroundTasks.tasks())) {
            AuditRecord record = SampleRecords.next();
            Future<AuditReceipt> receipt = callers.submit(() -> log.append(record));
            Eventually.holds("the commit waits for its standby", () -> waiting().equals("1"));
            // The commit now returns with a warning, and the row is there, but on this server only.
            SERVER.execute(WAITING_FOR_STANDBY.replace("count(*)", "pg_cancel_backend(pid)"));
            Eventually.holds("the row is there", () -> table.ids().equals(List.of(record.id())));
            Eventually.holds(
                    "the repetition waits for the standby too", () -> waiting().equals("1"));

            assertThat(receipt).failsWithin(LATEST).withThrowableThat().withMessageContaining(Reason.LATE.sentence());

            SERVER.restore();
            Eventually.holds("it recovers", () -> accepts(log));
            assertThat(table.ids()).doesNotHaveDuplicates().contains(record.id());
        }
    }

    @Test
    void goesOnAfterItsLanesRanOutOfMemoryAndStack() throws Exception {
        AtomicInteger left = new AtomicInteger(12);
        ConnectionFactory failing = patience -> {
            int number = left.getAndDecrement();
            if (number > 0) {
                throw number % 2 == 0 ? new OutOfMemoryError("injected") : new StackOverflowError("injected");
            }
            return settings.database().connect(patience);
        };
        try (AuditLog log = new AuditLog(failing, settings, BackgroundTasks.tasks())) {
            Eventually.holds("it takes records", () -> accepts(log));
            assertThat(left.get()).isNegative();
            assertThat(log.trouble()).isEmpty();
        }
        assertThat(table.ids()).hasSize(1);
    }

    @Test
    void refusesWhileTheDatabaseIsReadOnly() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            SERVER.execute("ALTER DATABASE audit" + databases + " SET default_transaction_read_only = on");

            assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> log.append(SampleRecords.next()));

            SERVER.execute("ALTER DATABASE audit" + databases + " SET default_transaction_read_only = off");
            Eventually.holds("it recovers", () -> accepts(log));
        }
    }

    @Test
    void givesUpAtShutdownIfTheDatabaseStaysAway() throws Exception {
        AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks());
        SERVER.kill();
        Future<AuditReceipt> receipt = callers.submit(() -> log.append(SampleRecords.next()));

        assertThat(receipt).failsWithin(LATEST);
        long before = System.nanoTime();
        log.close();

        // It gives what is left the time of two appends.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LATEST.multipliedBy(2));
        SERVER.startAgain();
    }

    private String waiting() throws Exception {
        return table.value(WAITING_FOR_STANDBY);
    }

    private static boolean accepts(AuditLog log) {
        try {
            log.append(SampleRecords.next());
            return true;
        } catch (AuditUnavailable e) {
            return false;
        }
    }
}
