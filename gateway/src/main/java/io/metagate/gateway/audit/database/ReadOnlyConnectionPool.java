package io.metagate.gateway.audit.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A few connections that readers share, however many there are. INVARIANT: what reads the log does not take the
 * server's connections from what writes it (P6). They change nothing, and the server ends a statement that takes too
 * long. A connection that is not used for a minute is closed.
 */
public final class ReadOnlyConnectionPool implements AutoCloseable {

    /** How much longer than for the server to end a statement is waited for the network. */
    private static final Duration NETWORK = Duration.ofSeconds(1);

    private static final Duration MOST_IDLE = Duration.ofMinutes(1);
    private static final int VALIDATION_SECONDS = 1;

    private final AgroalDataSource pool;

    /**
     * An empty one, which connects when it is asked to.
     *
     * @param most how many connections it has at once
     * @param timeout how long a statement may take, and how long to wait for a connection
     */
    public ReadOnlyConnectionPool(AuditDatabase database, int most, Duration timeout) {
        String settings = "SET default_transaction_read_only = on; SET statement_timeout = " + timeout.toMillis()
                + "; SET idle_in_transaction_session_timeout = " + timeout.toMillis();
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(most)
                        .acquisitionTimeout(timeout)
                        .reapTimeout(MOST_IDLE)
                        .validateOnBorrow(true)
                        .connectionValidator(ReadOnlyConnectionPool::isAlive)
                        .connectionFactoryConfiguration(
                                unused -> database.pooled(timeout.plus(NETWORK)).initialSql(settings)));
        try {
            this.pool = AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException("no pool can be made of these settings", e);
        }
    }

    /** A connection that commits each statement, for its reader alone until it is closed. */
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
