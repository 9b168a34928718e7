package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.database.AuditSchema;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is recorded for a while, and the log that takes no records shows it all the same (P6). */
class LogProbingTest {

    private static final String WITHOUT_CONSTRAINT = "ALTER TABLE audit_record DROP CONSTRAINT no";
    private static final String WITHOUT_TRIGGER = "DROP TRIGGER no ON audit_record";
    private static final String DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'metagate-audit' AND pid <> pg_backend_pid()";

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static int databases;

    private String database;
    private AuditSettings settings;
    private AuditTable table;

    /** A way to keep records out of a table that is there. */
    enum Fault {
        CONSTRAINT("23514", constraint("false"), WITHOUT_CONSTRAINT),
        CONSTRAINT_ON_WHAT_IS_RELEASED("23514", constraint("outcome <> 'released'"), WITHOUT_CONSTRAINT),
        CONSTRAINT_ON_CHANGES("23514", constraint("outcome <> 'intended'"), WITHOUT_CONSTRAINT),
        CONSTRAINT_ON_FAILED_LOGINS(
                "23502",
                "ALTER TABLE audit_record ALTER client SET NOT NULL",
                "ALTER TABLE audit_record ALTER client DROP NOT NULL"),
        NO_PARTITION(
                "23514",
                "ALTER TABLE audit_record RENAME TO kept;"
                        + "CREATE TABLE audit_record (LIKE kept, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF audit_record DEFAULT"),
        NO_RIGHT(
                "42501",
                "REVOKE INSERT ON audit_record FROM CURRENT_USER",
                "GRANT INSERT ON audit_record TO CURRENT_USER"),
        NO_TABLE("42P01", "ALTER TABLE audit_record RENAME TO kept", "ALTER TABLE kept RENAME TO audit_record"),
        TRIGGER("P0001", trigger("RAISE EXCEPTION 'no'", "TRIGGER no BEFORE INSERT", ""), WITHOUT_TRIGGER),
        TRIGGER_AT_THE_END(
                "P0001",
                trigger(
                        "RAISE EXCEPTION 'no'",
                        "CONSTRAINT TRIGGER no AFTER INSERT",
                        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"),
                WITHOUT_TRIGGER),
        TRIGGER_THAT_SWALLOWS(
                "written and not found again",
                trigger("RETURN NULL", "TRIGGER no BEFORE INSERT", "FOR EACH ROW"),
                WITHOUT_TRIGGER),
        READ_ONLY(
                "25006",
                "ALTER ROLE %s SET default_transaction_read_only = on;" + DISCONNECT,
                "ALTER ROLE %s RESET ALL");

        private final String state;
        private final String damage;
        private final String repair;

        Fault(String state, String damage, String repair) {
            this.state = state;
            this.damage = damage;
            this.repair = repair;
        }

        private static String constraint(String check) {
            return "ALTER TABLE audit_record ADD CONSTRAINT no CHECK (" + check + ") NOT VALID";
        }

        private static String trigger(String body, String kind, String how) {
            return "CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + "; END $$;"
                    + "CREATE " + kind + " ON audit_record " + how + " EXECUTE FUNCTION act()";
        }
    }

    /** Its role is an ordinary one, as rights count for nothing with a superuser. */
    @BeforeEach
    void createDatabase() throws Exception {
        database = "probing" + ++databases;
        SERVER.execute("CREATE ROLE " + database + " LOGIN");
        SERVER.execute("CREATE DATABASE " + database + " OWNER " + database);
        settings = AuditSettings.of(SERVER.url(database), database).probing(Duration.ofMillis(100));
        new AuditSchema(settings.database()).migrate();
        table = new AuditTable(settings);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void showsThatRecordsAreRefusedWhileThereAreNoneAndHealsByItself(Fault fault) throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            assertThat(log.append(SampleRecords.next())).isNotNull();
            assertThat(health(log).getStatus()).isEqualTo(Status.UP);
            execute(fault.damage);

            Eventually.holds("it is known to refuse", () -> log.trouble().equals(Optional.of(Reason.REFUSING)));
            assertThat(log.state().orElseThrow()).startsWith(fault.state);
            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(log::ensureAccepting)
                    .returns(Reason.REFUSING, AuditUnavailable::reason);
            assertThat(health(log).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(log).getData().orElseThrow())
                    .containsEntry("reason", "the audit log refuses records")
                    .hasEntrySatisfying(
                            "sqlState", state -> assertThat(state.toString()).startsWith(fault.state));

            execute(fault.repair);
            Eventually.holds("it takes records again", () -> log.trouble().isEmpty());
            assertThat(health(log).getStatus()).isEqualTo(Status.UP);
            assertThat(log.append(SampleRecords.next())).isNotNull();
        }
    }

    @Test
    void refusesAtOnceWhileEveryRecordIsRefusedAndHealsUnderLoad() throws Exception {
        AuditSettings quiet = settings.probing(Duration.ofHours(1)).with(2, 1024);
        try (AuditLog log = new AuditLog(settings.database(), quiet, BackgroundTasks.tasks());
                AppendLoad load = new AppendLoad(log, 16)) {
            Eventually.holds("it is under load", () -> load.acknowledged().size() > 100);
            execute(Fault.CONSTRAINT.damage);
            Eventually.holds("it is known to refuse", () -> log.trouble().equals(Optional.of(Reason.REFUSING)));
            execute(Fault.CONSTRAINT.repair);
            int before = load.acknowledged().size();
            Eventually.holds("it recovers", () -> load.acknowledged().size() > before + 100);
        }
    }

    @Test
    void showsThatTheDatabaseIsGoneWhileThereAreNoRecords() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            SERVER.kill();
            try {
                Eventually.holds("it is known to be down", () -> log.trouble().equals(Optional.of(Reason.DOWN)));
                assertThat(health(log).getData().orElseThrow()).containsKey("sqlState");
            } finally {
                SERVER.startAgain();
            }
            Eventually.holds("it takes records again", () -> log.trouble().isEmpty());
        }
    }

    @Test
    void showsThatCommitsWaitForAStandbyThatIsGoneWhileThereAreNoRecords() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            SERVER.awaitNobody();
            try {
                Eventually.holds("it is known to be down", () -> log.trouble().equals(Optional.of(Reason.DOWN)));
            } finally {
                SERVER.restore();
            }
            Eventually.holds("it takes records again", () -> log.trouble().isEmpty());
        }
    }

    @Test
    void leavesNothingInTheLogAndLittleBesideIt() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            String first = "SELECT string_agg(mark::text, ',') FROM audit_probe";
            Eventually.holds("it was tried", () -> !table.value(first).equals("null"));
            String mark = table.value(first);
            Eventually.holds("it was tried again", () -> !table.value(first).equals(mark));
            assertThat(log.trouble()).isEmpty();
        }
        assertThat(table.ids()).isEmpty();
        assertThat(table.value("SELECT count(*) <= 2 FROM audit_probe")).isEqualTo("t");
    }

    @Test
    void forgetsTheMarksOfThoseThatAreGone() throws Exception {
        table.execute("INSERT INTO audit_probe SELECT gen_random_uuid(), gen_random_uuid(), now() - interval '25 hours'"
                + " FROM generate_series(1, 3)");
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            Eventually.holds("old marks are gone", () -> table.value(
                            "SELECT count(*) FROM audit_probe WHERE written < now() - interval '1 day'")
                    .equals("0"));
            assertThat(log.trouble()).isEmpty();
        }
    }

    private void execute(String statements) throws Exception {
        if (statements.startsWith("ALTER ROLE")) {
            for (String statement : statements.split(";", -1)) {
                SERVER.execute(statement.formatted(database));
            }
        } else {
            table.execute(statements);
        }
    }

    private static HealthCheckResponse health(AuditLog log) {
        return new AuditLogHealth(log).call();
    }
}
