package io.metagate.gateway.audit.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of the audit log, in a schema of their own: a role may be let into no other. */
@ApplicationScoped
public class AuditSchema {

    /** Else a server that is told to be fast may forget the table after it promised its first rows. */
    private static final String DURABLY = "SET synchronous_commit = on";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration MIGRATE = Duration.ofMinutes(5);

    /** Gateways up to V3 had their tables in the schema public. */
    private static final String OLD = "SELECT to_regclass('public.audit_record') IS NOT NULL AND to_regclass(?) IS NULL"
            + " AND to_regclass('public.flyway_schema_history') IS NOT NULL";

    private static final String OURS =
            "SELECT 1 FROM public.flyway_schema_history WHERE script = 'V1__audit_record.sql' AND success";
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('metagate audit schema'))";
    private static final List<String> TABLES = List.of("audit_record", "idempotency_key", "flyway_schema_history");

    private final AuditDatabase database;

    @Inject
    public AuditSchema(AuditDatabase database) {
        this.database = database;
    }

    /** Brings the tables up to date. Several replicas may do so at the same time. */
    public void migrate() throws DatabaseUnavailable {
        requireReachable();
        try {
            moveOldTables();
            Flyway.configure(AuditSchema.class.getClassLoader())
                    .dataSource(database.dataSource(MIGRATE))
                    .schemas(database.schema())
                    .createSchemas(true)
                    .locations("classpath:db/migration")
                    .initSql(DURABLY)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException | SQLException e) {
            throw DatabaseUnavailable.unmigrated(database, e);
        }
    }

    /** Whether the server waits for its disk. One that does not may forget, in a power cut, what it promised. */
    public boolean reachesTheDisk() throws DatabaseUnavailable {
        try (Connection connection = database.connect(CONNECT);
                PreparedStatement show = connection.prepareStatement("SHOW fsync");
                ResultSet rows = show.executeQuery()) {
            return rows.next() && rows.getString(1).equals("on");
        } catch (SQLException e) {
            throw DatabaseUnavailable.unconnected(database, e);
        }
    }

    private void requireReachable() throws DatabaseUnavailable {
        try (Connection connection = database.connect(CONNECT)) {
            connection.isValid(0);
        } catch (SQLException e) {
            throw DatabaseUnavailable.unconnected(database, e);
        }
    }

    /**
     * A log that is there already goes on where it is found: a new one beside it would look as if nothing had been
     * recorded before.
     */
    private void moveOldTables() throws SQLException {
        try (Connection connection = database.connect(CONNECT);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(ONE_AT_A_TIME);
            if (areOld(connection)) {
                if (isEmpty(statement, "SELECT 1 FROM pg_namespace WHERE nspname = '" + database.schema() + "'")) {
                    statement.execute("CREATE SCHEMA " + database.schema());
                }
                for (String table : TABLES) {
                    statement.execute("ALTER TABLE IF EXISTS public." + table + " SET SCHEMA " + database.schema());
                }
            }
            connection.commit();
        }
    }

    private boolean areOld(Connection connection) throws SQLException {
        if (database.schema().equals("public")) {
            return false;
        }
        try (PreparedStatement old = connection.prepareStatement(OLD)) {
            old.setString(1, database.schema() + ".audit_record");
            try (ResultSet row = old.executeQuery();
                    Statement statement = connection.createStatement()) {
                return row.next() && row.getBoolean(1) && !isEmpty(statement, OURS);
            }
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
