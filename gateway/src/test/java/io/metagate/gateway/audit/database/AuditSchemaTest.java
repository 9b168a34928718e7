package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditLogCheck;
import io.metagate.gateway.audit.AuditSettings;
import io.metagate.gateway.audit.AuditTable;
import io.metagate.gateway.audit.PostgresServer;
import io.metagate.gateway.audit.SampleRecords;
import io.metagate.gateway.fixture.BackgroundTasks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditSchemaTest {

    @Test
    void mayBeBroughtUpToDateTwice() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings settings = server.database("audit");
            new AuditSchema(settings.database()).migrate();

            assertThat(new AuditSchema(settings.database()).reachesTheDisk()).isTrue();
            assertThat(new AuditTable(settings)
                            .value("SELECT count(*) FROM information_schema.columns c"
                                    + " WHERE table_name = 'audit_record' AND col_description("
                                    + "'audit_record'::regclass, ordinal_position) IS NULL"))
                    .isEqualTo("0");
        }
    }

    @Test
    void tellsEachThingThatIsWrongUnderItsKey() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings sound = server.database("audit");
            server.execute("CREATE ROLE writer LOGIN PASSWORD 'right'");
            server.execute("CREATE ROLE banned LOGIN PASSWORD 'right'");
            server.execute("CREATE ROLE outsider LOGIN PASSWORD 'right'");
            server.execute("CREATE DATABASE closed");
            server.execute("REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
            server.askForPasswords("banned");
            Optional<String> right = Optional.of("right");

            assertTold(sound.as("writer", Optional.of("secret")), "password", "does not take the password");
            assertTold(sound.as("nobody", right), "password", "or does not know the role");
            assertTold(sound.as("writer", Optional.empty()), "password", "asks for a password");
            assertTold(sound.as("banned", right), "user", "does not let this role in");
            assertTold(at(server.url("closed"), "outsider", right), "user", "may not connect to the database");
            assertTold(at(server.url("nowhere"), "writer", right), "url", "has no database of that name");
            assertTold(at(sound.url() + "?sslmode=require", "writer", right), "url", "does not answer: ");
        }
    }

    @Test
    void tellsServersThatAreNotThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertTold(
                withPassword("jdbc:postgresql://127.0.0.1:" + port + "/audit"),
                "url",
                "PostgreSQL at 127.0.0.1:" + port + "/audit does not answer: nothing takes connections there");
        assertTold(
                withPassword("jdbc:postgresql://no-such-host.invalid/audit"), "url", "there is no host of that name");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTold(
                    withPassword("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/audit"),
                    "url",
                    "does not answer in time");
        }
    }

    @Test
    void saysToAnOrdinaryRoleHowItGetsASchemaAndUsesThatSchema() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            server.execute("CREATE ROLE ordinary LOGIN");
            server.execute("CREATE DATABASE audit");
            AuditSettings ordinary = AuditSettings.of(server.url("audit"), "ordinary");

            assertTold(
                    ordinary,
                    "user",
                    "may not make its tables: ",
                    "permission denied",
                    "CREATE SCHEMA metagate AUTHORIZATION ordinary");

            new AuditTable(ordinary.as("postgres", Optional.empty()))
                    .execute("CREATE SCHEMA metagate AUTHORIZATION ordinary");
            new AuditSchema(ordinary.database()).migrate();
            try (AuditLog log = new AuditLog(ordinary.database(), ordinary, BackgroundTasks.tasks())) {
                log.append(SampleRecords.next());
            }
            assertThat(new AuditTable(ordinary).value("SELECT count(*) FROM metagate.audit_record"))
                    .isEqualTo("1");
        }
    }

    @Test
    void goesOnWithALogThatAnEarlierGatewayKeptInTheSchemaPublic() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            server.execute("CREATE ROLE owner LOGIN");
            server.execute("CREATE DATABASE audit OWNER owner");
            AuditSettings now = AuditSettings.of(server.url("audit"), "owner");
            AuditSettings before = now.inSchema("public");
            new AuditSchema(before.database()).migrate();
            AuditRecord record = SampleRecords.next();
            try (AuditLog log = new AuditLog(before.database(), before, BackgroundTasks.tasks())) {
                log.append(record);
            }

            new AuditSchema(now.database()).migrate();
            new AuditSchema(now.database()).migrate();

            assertThat(new AuditTable(now).ids()).containsExactly(record.id());
            assertThat(new AuditTable(now).value("SELECT to_regclass('public.audit_record') IS NULL"))
                    .isEqualTo("t");
            try (AuditLog log = new AuditLog(now.database(), now, BackgroundTasks.tasks())) {
                log.append(SampleRecords.next());
            }
            assertThat(new AuditTable(now).ids()).hasSize(2);
        }
    }

    @Test
    void leavesTablesOfOthersAlone() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings settings = ownedByAnOrdinaryRole(server);
            AuditTable table = new AuditTable(settings);
            table.execute("CREATE TABLE public.audit_record (theirs int)");
            table.execute("CREATE TABLE public.flyway_schema_history (script text, success boolean)");

            new AuditSchema(settings.database()).migrate();

            assertThat(table.ids()).isEmpty();
            assertThat(table.value("SELECT count(theirs) FROM public.audit_record"))
                    .isEqualTo("0");
        }
    }

    @Test
    void saysAtTheStartThatRecordsAreRefused() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings settings = ownedByAnOrdinaryRole(server);
            AuditDatabase database = settings.database();
            AuditLogCheck check = new AuditLogCheck(settings, database, new AuditSchema(database));
            assertThat(check.problems()).isEmpty();

            new AuditTable(settings).execute("REVOKE INSERT ON audit_record FROM owner");
            assertThat(check.problems())
                    .containsExactly("metagate.audit.user: PostgreSQL at " + database.address()
                            + " refuses records: 42501 (a table or a right is missing)");
            new AuditTable(settings).execute("GRANT INSERT ON audit_record TO owner");
            new AuditTable(settings).execute("ALTER TABLE audit_record ADD CHECK (false) NOT VALID");
            assertThat(check.problems())
                    .containsExactly("metagate.audit.url: PostgreSQL at " + database.address()
                            + " refuses records: 23514 (integrity constraint violation)");
        }
    }

    @Test
    void saysAtTheStartThatIdempotencyKeysAreRefused() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings settings = ownedByAnOrdinaryRole(server);
            AuditDatabase database = settings.database();
            AuditLogCheck check = new AuditLogCheck(settings, database, new AuditSchema(database));
            assertThat(check.problems()).isEmpty();

            new AuditTable(settings).execute("REVOKE INSERT ON idempotency_key FROM owner");
            assertThat(check.problems())
                    .containsExactly("metagate.audit.user: PostgreSQL at " + database.address()
                            + " refuses idempotency keys: 42501 (a table or a right is missing)");
        }
    }

    private static AuditSettings ownedByAnOrdinaryRole(PostgresServer server) throws SQLException {
        server.execute("CREATE ROLE owner LOGIN");
        server.execute("CREATE DATABASE audit OWNER owner");
        return AuditSettings.of(server.url("audit"), "owner");
    }

    /** Requires one line that says that under that key, without the password. */
    private static void assertTold(AuditSettings settings, String key, String... parts) {
        AuditDatabase database = settings.database();
        assertThat(new AuditLogCheck(settings, database, new AuditSchema(database)).problems())
                .singleElement()
                .asString()
                .startsWith("metagate.audit." + key + ": PostgreSQL at ")
                .contains(parts)
                .doesNotContain("\n", "secret");
    }

    private static AuditSettings at(String url, String user, Optional<String> password) {
        return AuditSettings.of(url, user).as(user, password);
    }

    private static AuditSettings withPassword(String url) {
        return new AuditSettings(
                url, "metagate", Optional.of("secret"), 1, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
