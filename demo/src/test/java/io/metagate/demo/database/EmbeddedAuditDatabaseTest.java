package io.metagate.demo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.demo.machine.LoopbackPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAuditDatabaseTest {

    /** Shared, because making a new database is what takes the time. */
    @TempDir
    private static Path folder;

    @Test
    void keepsWhatItHoldsOverARestartOnTheSamePort() throws SQLException {
        LoopbackPort port = LoopbackPort.free();
        try (EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(folder, port);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'something' AS text");
        }
        assertThat(port.isFree()).isTrue();
        try (EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(folder, port)) {
            assertThat(database.url()).endsWith(":" + port + "/metagate");
            assertThat(answer(database, "SELECT text FROM kept")).isEqualTo("something");
        }
    }

    @Test
    void confirmsOnlyWhatIsOnTheDisk() throws SQLException {
        try (EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(folder, LoopbackPort.free())) {
            assertThat(answer(database, "SHOW fsync")).isEqualTo("on");
            assertThat(answer(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(answer(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(answer(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void refusesAWrongPassword() {
        try (EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(folder, LoopbackPort.free())) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "wrong")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void letsNobodyInWithoutItsRandomPassword() throws Exception {
        try (EmbeddedAuditDatabase database = EmbeddedAuditDatabase.start(folder, LoopbackPort.free())) {
            for (String role : List.of("postgres", "metagate")) {
                for (String password : List.of("", "postgres", "metagate", "demo-secret-of-the-audit-log")) {
                    assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, password)
                                    .close())
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("password");
                }
            }
            assertThat(Files.readString(folder.resolve("pg_hba.conf"))).doesNotContain("trust");
            assertThat(database.password()).hasSizeGreaterThan(30);
            for (String file : List.of("metagate-superuser-password", "metagate-owner-password")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    private static String answer(EmbeddedAuditDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
