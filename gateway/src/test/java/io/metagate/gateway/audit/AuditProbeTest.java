package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AccessResult;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditProbeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DISCONNECT = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            + " WHERE application_name = 'metagate-audit' AND pid <> pg_backend_pid()";

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static int databases;

    private AuditTable table;
    private ReconnectingConnection session;
    private AuditProbe probe;

    @BeforeEach
    void createDatabase() throws Exception {
        AuditSettings settings = SERVER.database("probe" + ++databases);
        table = new AuditTable(settings);
        session = new ReconnectingConnection(settings.database(), PATIENCE);
        probe = new AuditProbe(session);
    }

    @AfterEach
    void disconnect() {
        session.close();
    }

    @Test
    void findsAConnectionWritableThatOnlyWentStale() throws Exception {
        assertThat(probe.attempt()).isEmpty();
        table.execute(DISCONNECT);
        assertThat(probe.attempt()).isEmpty();
        table.execute(DISCONNECT);
        assertThat(probe.attemptSome()).isEmpty();
    }

    @Test
    void leavesOneMarkAndNoRecord() throws Exception {
        for (int n = 0; n < 3; n++) {
            assertThat(probe.attempt()).isEmpty();
            assertThat(probe.attemptSome()).isEmpty();
        }
        assertThat(table.ids()).isEmpty();
        assertThat(table.value("SELECT count(*) FROM audit_probe")).isEqualTo("1");
    }

    /** Whoever takes a commit and forgets it would take records and forget them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER no BEFORE INSERT ON audit_probe FOR EACH ROW EXECUTE FUNCTION swallow()",
                "CREATE TRIGGER no BEFORE UPDATE ON audit_probe FOR EACH ROW EXECUTE FUNCTION keep_old()"
            })
    void findsThatAMarkIsNotThereThatWasCommitted(String trigger) throws Exception {
        assertThat(probe.attempt()).isEmpty();
        table.execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
                + "CREATE FUNCTION keep_old() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;"
                + trigger);

        assertThat(probe.attempt()).hasValue(new AppendFailure(Reason.REFUSING, "written and not found again"));
    }

    @Test
    void findsEachOutcomeThatIsNotTaken() throws Exception {
        for (AccessResult outcome : AccessResult.values()) {
            table.execute("ALTER TABLE audit_record ADD CONSTRAINT no CHECK (outcome <> '%s') NOT VALID"
                    .formatted(outcome.wireName()));
            assertThat(probe.attempt()).as("%s", outcome).hasValueSatisfying(failure -> {
                assertThat(failure.refusing()).isTrue();
                assertThat(failure.state()).startsWith("23514");
            });
            List<AppendFailure> some = new ArrayList<>();
            for (int n = 1; n < AccessResult.values().length; n++) {
                probe.attemptSome().ifPresent(some::add);
            }
            assertThat(some).as("%s, in turn", outcome).isNotEmpty().allMatch(AppendFailure::refusing);
            table.execute("ALTER TABLE audit_record DROP CONSTRAINT no");
        }
    }
}
