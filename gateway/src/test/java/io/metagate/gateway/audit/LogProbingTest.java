package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.AuditUnavailable.Reason;
import io.metagate.gateway.fixture.Background;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is recorded for a while, and the log that takes no records shows it all the same (P6). */
class LogProbingTest {

    private static final String DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'metagate-audit' AND pid <> pg_backend_pid()";

    private static PostgresServer server;
    private static int databases;

    private String database;
    private Settings settings;
    private AuditTable table;

    /** A way to keep records out of a table that is there. */
    enum Fault {
        CONSTRAINT(
                "23514",
                List.of("ALTER TABLE audit_record ADD CONSTRAINT no CHECK (false) NOT VALID"),
                List.of("ALTER TABLE audit_record DROP CONSTRAINT no")),
        CONSTRAINT_ON_WHAT_IS_RELEASED(
                "23514",
                List.of("ALTER TABLE audit_record ADD CONSTRAINT no CHECK (outcome <> 'released') NOT VALID"),
                List.of("ALTER TABLE audit_record DROP CONSTRAINT no")),
        CONSTRAINT_ON_CHANGES(
                "23514",
                List.of("ALTER TABLE audit_record ADD CONSTRAINT no CHECK (outcome <> 'intended') NOT VALID"),
                List.of("ALTER TABLE audit_record DROP CONSTRAINT no")),
        CONSTRAINT_ON_FAILED_LOGINS(
                "23502",
                List.of("ALTER TABLE audit_record ALTER client SET NOT NULL"),
                List.of("ALTER TABLE audit_record ALTER client DROP NOT NULL")),
        NO_PARTITION(
                "23514",
                List.of(
                        "ALTER TABLE audit_record RENAME TO kept",
                        "CREATE TABLE audit_record (LIKE kept, PRIMARY KEY (id)) PARTITION BY RANGE (id)"),
                List.of("CREATE TABLE part PARTITION OF audit_record DEFAULT")),
        NO_RIGHT(
                "42501",
                List.of("REVOKE INSERT ON audit_record FROM CURRENT_USER"),
                List.of("GRANT INSERT ON audit_record TO CURRENT_USER")),
        NO_TABLE(
                "42P01",
                List.of("ALTER TABLE audit_record RENAME TO kept"),
                List.of("ALTER TABLE kept RENAME TO audit_record")),
        TRIGGER(
                "P0001",
                List.of(
                        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
                        "CREATE TRIGGER no BEFORE INSERT ON audit_record EXECUTE FUNCTION refuse()"),
                List.of("DROP TRIGGER no ON audit_record")),
        TRIGGER_AT_THE_END(
                "P0001",
                List.of(
                        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
                        "CREATE CONSTRAINT TRIGGER no AFTER INSERT ON audit_record DEFERRABLE INITIALLY DEFERRED"
                                + " FOR EACH ROW EXECUTE FUNCTION refuse()"),
                List.of("DROP TRIGGER no ON audit_record")),
        TRIGGER_THAT_SWALLOWS(
                "written and not found again",
                List.of(
                        "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                        "CREATE TRIGGER no BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION swallow()"),
                List.of("DROP TRIGGER no ON audit_record")),
        READ_ONLY(
                "25006",
                List.of("ALTER ROLE %s SET default_transaction_read_only = on", DISCONNECT),
                List.of("ALTER ROLE %s RESET ALL"));

        private final String state;
        private final String damage;
        private final String repair;

        Fault(String state, List<String> damage, List<String> repair) {
            this.state = state;
            this.damage = String.join(";", damage);
            this.repair = String.join(";", repair);
        }
    }

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    /** Its role is an ordinary one, as rights count for nothing with a superuser. */
    @BeforeEach
    void createDatabase() throws Exception {
        database = "probing" + ++databases;
        server.execute("CREATE ROLE " + database + " LOGIN");
        server.execute("CREATE DATABASE " + database + " OWNER " + database);
        settings = Settings.of(server.url(database), database).probing(Duration.ofMillis(100));
        new AuditSchema(settings.database()).migrate();
        table = new AuditTable(settings);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void showsThatRecordsAreRefusedWhileThereAreNoneAndHealsByItself(Fault fault) throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, Background.tasks())) {
            assertThat(log.append(Accesses.next())).isNotNull();
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
            assertThat(log.append(Accesses.next())).isNotNull();
        }
    }

    @Test
    void refusesAtOnceWhileEveryRecordIsRefusedAndHealsUnderLoad() throws Exception {
        Settings quiet = settings.probing(Duration.ofHours(1)).with(2, 1024);
        try (AuditLog log = new AuditLog(settings.database(), quiet, Background.tasks());
                Load load = new Load(log, 16)) {
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
        try (AuditLog log = new AuditLog(settings.database(), settings, Background.tasks())) {
            server.kill();
            try {
                Eventually.holds("it is known to be down", () -> log.trouble().equals(Optional.of(Reason.DOWN)));
                assertThat(health(log).getData().orElseThrow()).containsKey("sqlState");
            } finally {
                server.startAgain();
            }
            Eventually.holds("it takes records again", () -> log.trouble().isEmpty());
        }
    }

    @Test
    void showsThatCommitsWaitForAStandbyThatIsGoneWhileThereAreNoRecords() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, Background.tasks())) {
            server.awaitNobody();
            try {
                Eventually.holds("it is known to be down", () -> log.trouble().equals(Optional.of(Reason.DOWN)));
            } finally {
                server.restore();
            }
            Eventually.holds("it takes records again", () -> log.trouble().isEmpty());
        }
    }

    @Test
    void leavesNothingInTheLogAndLittleBesideIt() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, Background.tasks())) {
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
        try (AuditLog log = new AuditLog(settings.database(), settings, Background.tasks())) {
            Eventually.holds("old marks are gone", () -> table.value(
                            "SELECT count(*) FROM audit_probe WHERE written < now() - interval '1 day'")
                    .equals("0"));
            assertThat(log.trouble()).isEmpty();
        }
    }

    private void execute(String statements) throws Exception {
        if (statements.startsWith("ALTER ROLE")) {
            for (String statement : statements.split(";", -1)) {
                server.execute(statement.formatted(database));
            }
        } else {
            table.execute(statements);
        }
    }

    private static HealthCheckResponse health(AuditLog log) {
        return new AuditLogHealth(log).call();
    }
}
