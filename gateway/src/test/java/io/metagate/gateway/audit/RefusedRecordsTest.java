package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.SqlFailure;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.CapturedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL refuses records, in whatever way: those are lost, and no others. */
class RefusedRecordsTest {

    private static final String POISON = "alice@example.com";

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static int databases;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private AuditSettings settings;
    private AuditTable table;

    @BeforeEach
    void createDatabase() throws Exception {
        AuditSettings usual = SERVER.database("refusals" + ++databases);
        // So long that no slow machine is taken for a database that does not answer.
        settings = new AuditSettings(
                usual.url(),
                usual.user(),
                Optional.empty(),
                1,
                1024,
                256,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));
        table = new AuditTable(settings);
    }

    @AfterEach
    void dismissCallers() {
        callers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P0001", "22000", "23514", "54000", "42501", "25006", "0A000", "2F002", "38000", "39P01", "44000",
                        "HV000",
                "55000", "72000", "40002", "01000", "02000", "08006", "40001", "40P01", "53100", "55P03", "57014",
                        "58030",
                "F0000", "XX000", "ZZ999"
            })
    void losesOnlyTheRecordThatATriggerRefusesWhateverTheState(String state) throws Exception {
        refusePoison(state, "");
        assertThatThePoisonAloneIsLost(reason(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "40001", "57014"})
    void losesOnlyTheRecordThatIsRefusedAtTheEndOfTheTransaction(String state) throws Exception {
        refusePoison(state, "deferred");
        assertThatThePoisonAloneIsLost(reason(state));
    }

    @Test
    void losesOnlyTheRecordsThatAreRefusedWhereTheyAreMany() throws Exception {
        refusePoison("P0001", "");
        GatedConnector gate = new GatedConnector(settings.database());
        try (AuditLog log = new AuditLog(gate, settings, BackgroundTasks.tasks())) {
            List<Future<AuditReceipt>> good = new ArrayList<>();
            List<Future<AuditReceipt>> bad = new ArrayList<>();
            good.add(callers.submit(() -> log.append(SampleRecords.next())));
            gate.awaitKnock();
            for (int n = 0; n < 60; n++) {
                boolean poisoned = n % 3 == 0;
                (poisoned ? bad : good)
                        .add(callers.submit(
                                () -> log.append(poisoned ? SampleRecords.byClient(POISON) : SampleRecords.next())));
            }
            gate.open();

            assertThat(good).allSatisfy(receipt -> assertThat(receipt.get()).isNotNull());
            assertThat(bad).allSatisfy(receipt -> assertRefused(receipt, Reason.REFUSED));
            assertThat(table.ids()).hasSize(good.size());
        }
    }

    @Test
    void isNotHeldUpByMoreRecordsThanThereAreLanes() throws Exception {
        refusePoison("P0001", "");
        try (AuditLog log = new AuditLog(settings.database(), settings.with(4, 1024), BackgroundTasks.tasks())) {
            for (int n = 0; n < 12; n++) {
                assertThatExceptionOfType(AuditUnavailable.class)
                        .isThrownBy(() -> log.append(SampleRecords.byClient(POISON)))
                        .returns(Reason.REFUSED, AuditUnavailable::reason);
            }
            assertThat(log.trouble()).isEmpty();
            assertThat(log.append(SampleRecords.next())).isNotNull();
        }
    }

    @Test
    void findsARecordWhoseCommitsAreAllAnsweredByABrokenConnection() throws Exception {
        LostCommits losing = new LostCommits(settings.database(), "INSERT INTO audit_record");
        try (AuditLog log = new AuditLog(losing, settings, BackgroundTasks.tasks())) {
            AuditRecord record = SampleRecords.next();

            assertThat(log.append(record).id()).isEqualTo(record.id());

            assertThat(losing.lost()).isGreaterThan(1);
            assertThat(table.ids()).containsExactly(record.id());
        }
    }

    @Test
    void callsNoRecordRefusedThatMayBeInTheLog() throws Exception {
        LostCommits losing = new LostCommits(settings.database(), "audit_record");
        try (AuditLog log = new AuditLog(losing, settings, BackgroundTasks.tasks())) {
            AuditRecord record = SampleRecords.next();

            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> log.append(record))
                    .returns(Reason.UNKNOWN, AuditUnavailable::reason);

            assertThat(table.ids()).containsExactly(record.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "23514", "08006"})
    void logsNothingOfARecordThatIsRefused(String state) throws Exception {
        refusePoison(state, "");
        try (CapturedLog captured = new CapturedLog();
                AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> log.append(SampleRecords.byClient(POISON)))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(POISON));

            assertThat(captured.text())
                    .contains("audit batch not committed", "sqlState=" + state)
                    .doesNotContain(POISON, "planted", "support-desk", "principal-1");
        }
    }

    @Test
    void writesTextsThatNoColumnHoldsInAFormThatItDoes() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            for (String odd : List.of("a\0b", "\0", "a\ud800", "\udfffb", "\ud800\ud800", "\uffff", "\u0001")) {
                assertThat(log.append(SampleRecords.byClient(odd))).isNotNull();
            }
        }
        assertThat(table.value("SELECT count(*) FROM audit_record WHERE client LIKE '%\ufffd%'"))
                .isEqualTo("5");
    }

    /** A state of a broken connection does not tell whether the record was written before. */
    private static Reason reason(String state) {
        return SqlFailure.of(new SQLException("", state)) == SqlFailure.REFUSED ? Reason.REFUSED : Reason.UNKNOWN;
    }

    private void assertThatThePoisonAloneIsLost(Reason reason) throws Exception {
        GatedConnector gate = new GatedConnector(settings.database());
        try (AuditLog log = new AuditLog(gate, settings, BackgroundTasks.tasks())) {
            List<Future<AuditReceipt>> good = new ArrayList<>();
            good.add(callers.submit(() -> log.append(SampleRecords.next())));
            gate.awaitKnock();
            Future<AuditReceipt> poison = callers.submit(() -> log.append(SampleRecords.byClient(POISON)));
            Stream.generate(SampleRecords::next).limit(12).forEach(r -> good.add(callers.submit(() -> log.append(r))));
            gate.open();

            assertThat(good).allSatisfy(receipt -> assertThat(receipt.get()).isNotNull());
            assertRefused(poison, reason);
            assertThat(log.trouble()).isEmpty();
            assertThat(log.append(SampleRecords.next())).isNotNull();
        }
        assertThat(table.ids()).hasSize(14);
    }

    private static void assertRefused(Future<AuditReceipt> receipt, Reason reason) {
        assertThat(receipt)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withMessageContaining(reason.sentence());
    }

    /** Has a trigger raise that state for some records, with a message that quotes them. */
    private void refusePoison(String state, String deferred) throws Exception {
        table.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION 'planted %', NEW USING ERRCODE = '" + state + "', DETAIL = NEW.client; END $$");
        table.execute(
                deferred.isEmpty()
                        ? "CREATE TRIGGER refusal BEFORE INSERT ON audit_record FOR EACH ROW WHEN (NEW.client = '"
                                + POISON + "') EXECUTE FUNCTION refuse()"
                        : "CREATE CONSTRAINT TRIGGER refusal AFTER INSERT ON audit_record DEFERRABLE INITIALLY DEFERRED"
                                + " FOR EACH ROW WHEN (NEW.client = '" + POISON + "') EXECUTE FUNCTION refuse()");
    }
}
