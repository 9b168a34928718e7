package io.metagate.gateway.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of the audit log. */
@ApplicationScoped
public class Schema {

    /** Else a server that is told to be fast may forget the table after it promised its first rows. */
    private static final String DURABLY = "SET synchronous_commit = on";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration MIGRATE = Duration.ofMinutes(5);

    private final AuditDatabase database;

    @Inject
    public Schema(AuditDatabase database) {
        this.database = database;
    }

    /** Brings the tables up to date. Several replicas may do so at the same time. */
    public void migrate() throws DatabaseUnavailable {
        knock();
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(database.dataSource(MIGRATE))
                    .locations("classpath:db/migration")
                    .initSql(DURABLY)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw unavailable("cannot be brought up to date", e);
        }
    }

    /** Whether the server waits for its disk. One that does not may forget, in a power cut, what it promised. */
    public boolean reachesTheDisk() throws DatabaseUnavailable {
        try (Connection connection = database.connect(CONNECT);
                PreparedStatement show = connection.prepareStatement("SHOW fsync");
                ResultSet rows = show.executeQuery()) {
            return rows.next() && rows.getString(1).equals("on");
        } catch (SQLException e) {
            throw unavailable("does not answer", e);
        }
    }

    private void knock() throws DatabaseUnavailable {
        try (Connection connection = database.connect(CONNECT)) {
            connection.isValid(0);
        } catch (SQLException e) {
            throw unavailable("does not answer", e);
        }
    }

    private DatabaseUnavailable unavailable(String what, Exception e) {
        Throwable cause = Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .findFirst()
                .orElse(e);
        String why =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        return new DatabaseUnavailable("PostgreSQL at " + database.address() + " " + what + ": " + why, e);
    }
}
