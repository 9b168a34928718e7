package io.metagate.gateway.audit.database;

import io.metagate.gateway.failure.ScopeGuard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A connection for whatever must be durable: made when needed, thrown away after any trouble, since what is left of it
 * then is unknown.
 *
 * <p>The server gets time limits of its own. A broken connection may leave a transaction behind that holds rows, and
 * the same transaction on a fresh connection waits for it.
 */
public final class ReconnectingConnection {

    private static final String SETTINGS = "SELECT set_config('synchronous_commit', 'on', false),"
            + " set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false),"
            + " set_config('idle_in_transaction_session_timeout', ?, false)";

    /** Data exception, constraint violation, limit of the program, raised by a trigger. */
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54", "P0");

    private static final int WAITS = 12;

    private static final Logger LOG = Logger.getLogger(ReconnectingConnection.class);

    private final ConnectionFactory connector;
    private final Duration timeout;
    private Optional<Connection> open = Optional.empty();

    /** What is done within one transaction, without its commit. */
    @FunctionalInterface
    public interface Transaction<T> {
        T on(Connection connection) throws SQLException;
    }

    public ReconnectingConnection(ConnectionFactory connector, Duration timeout) {
        this.connector = connector;
        this.timeout = timeout;
    }

    /** How long a transaction of a few statements may take at most, a new connection included. */
    public static Duration longest(Duration timeout) {
        return timeout.multipliedBy(WAITS);
    }

    /** Does a transaction. When it returns, all of it is durable. When it throws, nobody knows. */
    public <T> T run(Transaction<T> transaction) throws SQLException {
        try (ScopeGuard unclean = ScopeGuard.unlessDismissed(this::abandon)) {
            T result = runOrRollBack(transaction, unclean);
            unclean.dismiss();
            return result;
        }
    }

    private <T> T runOrRollBack(Transaction<T> transaction, ScopeGuard unclean) throws SQLException {
        try {
            Connection connection = connected();
            T result = transaction.on(connection);
            commit(connection);
            return result;
        } catch (SQLException e) {
            if (isAnswer(e) && rolledBack()) {
                unclean.dismiss();
            }
            throw e;
        }
    }

    /** Whether it is connected since an earlier transaction. That connection may have gone stale. */
    public boolean isConnected() {
        return open.isPresent();
    }

    public void close() {
        abandon();
    }

    /** Whether the server said that it did nothing, for the data: what is left of the connection then is known. */
    private static boolean isAnswer(SQLException e) {
        return DATA_CLASSES.contains(SqlFailure.state(e).substring(0, 2));
    }

    private boolean rolledBack() {
        try {
            if (open.isPresent()) {
                open.get().rollback();
            }
            return open.isPresent();
        } catch (SQLException e) {
            return false;
        }
    }

    private static void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        connection.commit();
        SQLWarning warning = connection.getWarnings();
        if (warning != null) {
            // Such as a wait for the synchronous standby that was cancelled: committed here, and only here.
            throw new SQLException("committed with a warning", warning.getSQLState());
        }
    }

    private Connection connected() throws SQLException {
        if (open.isEmpty()) {
            Connection connection = connector.connect(timeout);
            open = Optional.of(connection);
            configure(connection);
        }
        return open.get();
    }

    private void configure(Connection connection) throws SQLException {
        String millis = Long.toString(timeout.toMillis());
        try (PreparedStatement settings = connection.prepareStatement(SETTINGS)) {
            settings.setString(1, millis);
            settings.setString(2, millis);
            settings.setString(3, millis);
            settings.execute();
        }
        connection.setAutoCommit(false);
    }

    private void abandon() {
        Optional<Connection> old = open;
        open = Optional.empty();
        old.ifPresent(ReconnectingConnection::abort);
    }

    private static void abort(Connection connection) {
        try {
            // Not close(): that would talk to a server that may not listen.
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("audit connection not aborted: sqlState=%s", e.getSQLState());
        }
    }
}
