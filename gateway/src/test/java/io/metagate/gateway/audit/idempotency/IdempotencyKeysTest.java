package io.metagate.gateway.audit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metagate.gateway.audit.AuditSettings;
import io.metagate.gateway.audit.AuditTable;
import io.metagate.gateway.audit.CountingConnector;
import io.metagate.gateway.audit.PostgresServer;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.ConnectionFactory;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.test.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    private static final byte[] KEY = bytes(1);
    private static final byte[] REQUEST = bytes(2);
    private static final SealedBytes RECORD = new SealedBytes(new byte[] {1, 2, 3});
    private static final SealedBytes OTHER_RECORD = new SealedBytes(new byte[] {4});

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static AuditSettings settings;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private IdempotencyKeys keys;

    @BeforeAll
    static void createDatabase() throws Exception {
        settings = SERVER.database("keys");
    }

    @BeforeEach
    void forgetAll() throws Exception {
        keys = new IdempotencyKeys(settings.database(), settings, BackgroundTasks.tasks());
        execute("DELETE FROM idempotency_key");
    }

    @AfterEach
    void letGo() {
        keys.close();
    }

    @Test
    void givesAKeyToTheFirst() throws Exception {
        assertThat(keys.claim(KEY, REQUEST, RECORD, first, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(RECORD, false));
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Underway());
        assertThat(keys.claim(bytes(9), REQUEST, RECORD, second, waitBudget()))
                .isInstanceOf(IdempotencyKeyState.Taken.class);
    }

    @Test
    void remembersWhatWasDone() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        keys.finish(KEY, first, waitBudget());

        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Done(RECORD));
        keys.release(KEY, first, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Done(RECORD));
    }

    @Test
    void refusesAKeyOfAnotherRequest() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());

        assertThat(keys.claim(KEY, bytes(3), RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Misused());
        keys.finish(KEY, first, waitBudget());
        assertThat(keys.claim(KEY, bytes(3), RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Misused());
    }

    @Test
    void givesAKeyBackOfWhatWasNotDone() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        keys.release(KEY, second, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Underway());

        keys.release(KEY, first, waitBudget());
        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(OTHER_RECORD, false));
    }

    @Test
    void handsTheRecordOnWhereTheFirstNeverEnded() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        execute("UPDATE idempotency_key SET claimed = now() - interval '31 seconds'");

        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Misused());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(RECORD, true));
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Underway());
        keys.finish(KEY, first, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Underway());
        keys.finish(KEY, second, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Done(RECORD));
    }

    @Test
    void forgetsAfterADay() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        keys.finish(KEY, first, waitBudget());
        execute("UPDATE idempotency_key SET claimed = now() - interval '25 hours'");

        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(OTHER_RECORD, false));
    }

    @Test
    void givesAKeyToOneOfMany() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(32);
        try {
            List<Future<IdempotencyKeyState>> claims = new ArrayList<>();
            for (int n = 0; n < 32; n++) {
                claims.add(clients.submit(() -> keys.claim(KEY, REQUEST, RECORD, UUID.randomUUID(), waitBudget())));
            }
            int taken = 0;
            for (Future<IdempotencyKeyState> claim : claims) {
                taken += claim.get() instanceof IdempotencyKeyState.Taken ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void forgetsWithoutBeingAsked() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        execute("UPDATE idempotency_key SET claimed = now() - interval '25 hours'");
        keys.keepForgetting(Duration.ofMillis(10));

        Eventually.holds("it is forgotten", () -> table().value("SELECT count(*) FROM idempotency_key")
                .equals("0"));
    }

    @Test
    void keepsItsFewConnectionsOpen() throws Exception {
        CountingConnector connector = new CountingConnector(settings.database());
        try (IdempotencyKeys counted =
                new IdempotencyKeys(connector, settings.appendTimeout(), BackgroundTasks.tasks())) {
            for (int n = 0; n < 50; n++) {
                counted.claim(bytes(n + 10), REQUEST, RECORD, UUID.randomUUID(), waitBudget());
            }
        }
        assertThat(connector.commits()).isEqualTo(50);
        assertThat(connector.connections()).isBetween(1, 4);
    }

    @Test
    void goesOnWhereItsConnectionsWereCut() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        for (int n = 0; n < 8; n++) {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'metagate-audit'"
                    + " AND pid <> pg_backend_pid()");
            assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                    .isEqualTo(new IdempotencyKeyState.Underway());
        }
    }

    @Test
    void claimsTheSameAgainWhereItIsNotKnownWhetherItDid() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, RECORD, first, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(RECORD, false));

        execute("UPDATE idempotency_key SET claimed = now() - interval '31 seconds'");
        keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Taken(RECORD, true));
    }

    @Test
    void goesOnAfterItsConnectionsRanOutOfMemory() throws Exception {
        AtomicInteger left = new AtomicInteger(12);
        ConnectionFactory failing = waitBudget -> {
            if (left.getAndDecrement() > 0) {
                throw new OutOfMemoryError("injected");
            }
            return settings.database().connect(waitBudget);
        };
        try (IdempotencyKeys unlucky =
                new IdempotencyKeys(failing, settings.appendTimeout(), BackgroundTasks.tasks())) {
            for (int n = 0; n < 12; n++) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> unlucky.claim(KEY, REQUEST, RECORD, first, waitBudget()));
            }
            assertThat(unlucky.claim(KEY, REQUEST, RECORD, first, waitBudget()))
                    .isEqualTo(new IdempotencyKeyState.Taken(RECORD, false));
        }
    }

    @Test
    void promisesNothingThatTheStandbyMayForget() throws Exception {
        SERVER.execute("ALTER DATABASE keys SET synchronous_commit = off");
        SERVER.awaitNobody();
        try (IdempotencyKeys careful = new IdempotencyKeys(settings.database(), settings, BackgroundTasks.tasks())) {
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> careful.claim(KEY, REQUEST, RECORD, first, waitBudget()));
        } finally {
            SERVER.restore();
            SERVER.execute("ALTER DATABASE keys RESET synchronous_commit");
        }
    }

    @Test
    void waitsNoLongerThanItHasPatienceWhereTheDatabaseHangs() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        WaitBudget waitBudget = new WaitBudget(Duration.ofSeconds(1));
        SERVER.freeze();
        try {
            long begun = System.nanoTime();
            for (int n = 0; n < 10; n++) {
                assertThatExceptionOfType(AuditUnavailable.class)
                        .isThrownBy(() -> keys.claim(bytes(7), REQUEST, RECORD, second, waitBudget));
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("10 waits of one request, with waitBudget for 1 s, took " + waited.toMillis() + " ms");
            assertThat(waited).isLessThan(Duration.ofSeconds(2));
        } finally {
            SERVER.thaw();
        }
        Eventually.holds("it recovers", () -> keys.claim(bytes(8), REQUEST, RECORD, second, waitBudget())
                .equals(new IdempotencyKeyState.Taken(RECORD, false)));
    }

    @Test
    void isUnavailableWhereTheDatabaseIs() {
        AuditSettings nowhere = AuditSettings.of("jdbc:postgresql://localhost:1/keys", "postgres");
        IdempotencyKeys lost = new IdempotencyKeys(nowhere.database(), nowhere, BackgroundTasks.tasks());

        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> lost.claim(KEY, REQUEST, RECORD, first, waitBudget()));
    }

    @Test
    void logsNothingOfWhatTheDatabaseSays() {
        ConnectionFactory talkative = waitBudget -> {
            throw new SQLException("planted alice@example.com", "23514", new IOException("planted"));
        };
        AtomicInteger attempts = new AtomicInteger();
        try (CapturedLog log = new CapturedLog();
                IdempotencyKeys lost = new IdempotencyKeys(
                        waitBudget -> {
                            attempts.incrementAndGet();
                            return talkative.connect(waitBudget);
                        },
                        Duration.ofSeconds(20),
                        BackgroundTasks.tasks())) {
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> lost.claim(KEY, REQUEST, RECORD, first, waitBudget()))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"));
            lost.keepForgetting(Duration.ofMillis(1));
            Eventually.holds("it was tried twice more", () -> attempts.get() > 2);
            Eventually.holds("it is told", () -> log.text().contains("shared transaction not done: sqlState=23514 ("));

            assertThat(log.text()).doesNotContain("planted", "alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "SELECT", "UPDATE", "DELETE"})
    void showsThatARightIsMissingBeforeRequestsHearIt(String right) throws Exception {
        String role = "no_" + right.toLowerCase(Locale.ROOT);
        SERVER.execute("CREATE ROLE " + role + " LOGIN");
        execute("GRANT USAGE ON SCHEMA metagate TO " + role);
        execute("GRANT INSERT, SELECT, UPDATE, DELETE ON idempotency_key TO " + role);
        execute("REVOKE " + right + " ON idempotency_key FROM " + role);
        AuditSettings narrow = settings.as(role, Optional.empty());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (CapturedLog log = new CapturedLog();
                IdempotencyKeys refused = new IdempotencyKeys(narrow.database(), narrow, new PeriodicTasks(meters))) {
            refused.keepForgetting(Duration.ofMillis(10));
            Eventually.holds(
                    "its rounds fail",
                    () -> meters.get("metagate.background.failures")
                                    .tag("task", "idempotency-forgetting")
                                    .functionCounter()
                                    .count()
                            >= 2);
            assertThat(log.text()).contains("sqlState=42501 (").doesNotContain("permission denied");
        }
    }

    @Test
    void isRefusedAKeyThatTheRoleMayNotInsert() throws Exception {
        SERVER.execute("CREATE ROLE reader LOGIN");
        execute("GRANT USAGE ON SCHEMA metagate TO reader");
        execute("GRANT SELECT ON idempotency_key TO reader");
        AuditSettings narrow = settings.as("reader", Optional.empty());
        try (IdempotencyKeys refused = new IdempotencyKeys(narrow.database(), narrow, BackgroundTasks.tasks())) {
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> refused.claim(KEY, REQUEST, RECORD, first, waitBudget()))
                    .returns(AuditUnavailable.Reason.REFUSING, AuditUnavailable::reason);
        }
    }

    @Test
    void leavesNothingBehindOfWhatItTries() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first, waitBudget());
        try (var connection = settings.database().connect(Duration.ofSeconds(10))) {
            connection.setAutoCommit(false);
            assertThat(IdempotencyKeys.probe(connection)).isZero();
            connection.commit();
        }
        assertThat(table().value("SELECT count(*) FROM idempotency_key")).isEqualTo("1");
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second, waitBudget()))
                .isEqualTo(new IdempotencyKeyState.Underway());
    }

    private static WaitBudget waitBudget() {
        return new WaitBudget(settings.appendTimeout());
    }

    private static AuditTable table() {
        return new AuditTable(settings);
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return bytes;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = settings.database().connect(Duration.ofSeconds(10));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
