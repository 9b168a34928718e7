package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.AuditSettings;
import io.metagate.gateway.audit.AuditTable;
import io.metagate.gateway.audit.PostgresServer;
import io.metagate.test.Eventually;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadOnlyConnectionPoolTest {

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static AuditSettings settings;

    @BeforeAll
    static void createDatabase() throws Exception {
        settings = SERVER.database("pool");
    }

    @Test
    void changesNothing() throws Exception {
        try (ReadOnlyConnectionPool pool = pool(2, Duration.ofSeconds(5))) {
            assertRefused(pool, "DELETE FROM idempotency_key", "25006");
            assertRefused(pool, "CREATE TABLE other (id int)", "25006");
        }
    }

    @Test
    void boundsStatementsWhateverTheUrlSays() throws Exception {
        AuditSettings loose = AuditSettings.of(
                settings.url() + "?socketTimeout=0&connectTimeout=0&ApplicationName=other&currentSchema=public"
                        + "&options=-c%20statement_timeout=0%20-c%20default_transaction_read_only=off",
                settings.user());
        try (ReadOnlyConnectionPool pool = new ReadOnlyConnectionPool(loose.database(), 2, Duration.ofMillis(300));
                Connection connection = pool.connect()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(2000);
            assertThat(shown(connection, "statement_timeout")).isEqualTo("300ms");
            assertThat(shown(connection, "default_transaction_read_only")).isEqualTo("on");
            assertThat(shown(connection, "search_path")).isEqualTo("metagate");
            assertThat(shown(connection, "application_name")).isEqualTo("metagate-audit");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> shownBy(connection, "SELECT pg_sleep(60)"))
                    .returns("57014", SQLException::getSQLState);
        }
    }

    @Test
    void waitsForAConnectionNoLongerThanItsPatience() throws Exception {
        try (ReadOnlyConnectionPool pool = pool(1, Duration.ofMillis(200))) {
            try (Connection first = pool.connect()) {
                assertThat(first.isValid(1)).isTrue();
                assertThatExceptionOfType(SQLException.class).isThrownBy(pool::connect);
            }
            try (Connection second = pool.connect()) {
                assertThat(second.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void goesOnWhereItsConnectionsWereCut() throws Exception {
        try (ReadOnlyConnectionPool pool = pool(4, Duration.ofSeconds(5))) {
            for (int n = 0; n < 8; n++) {
                try (Connection one = pool.connect();
                        Connection other = pool.connect()) {
                    assertThat(shown(one, "search_path")).isEqualTo(shown(other, "search_path"));
                }
                new AuditTable(settings)
                        .value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE application_name = 'metagate-audit' AND pid <> pg_backend_pid()");
            }
        }
    }

    @Test
    void givesUpWhereTheServerHangsAndRecovers() throws Exception {
        try (ReadOnlyConnectionPool pool = pool(2, Duration.ofSeconds(1))) {
            pool.connect().close();
            SERVER.freeze();
            try {
                assertThatExceptionOfType(SQLException.class).isThrownBy(pool::connect);
            } finally {
                SERVER.thaw();
            }
            Eventually.holds("it recovers", () -> connects(pool));
        }
    }

    private static boolean connects(ReadOnlyConnectionPool pool) {
        try (Connection connection = pool.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static ReadOnlyConnectionPool pool(int most, Duration patience) {
        return new ReadOnlyConnectionPool(settings.database(), most, patience);
    }

    private static void assertRefused(ReadOnlyConnectionPool pool, String sql, String state) throws SQLException {
        try (Connection connection = pool.connect();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql))
                    .returns(state, SQLException::getSQLState);
        }
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        return shownBy(connection, "SHOW " + setting);
    }

    private static String shownBy(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
