package io.metagate.gateway.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A lane's connection: made when needed, thrown away after any trouble, since what is left of it then is unknown.
 *
 * <p>The server gets time limits of its own. A broken connection may leave a transaction behind that holds the ids of a batch, and the same
 * batch on a fresh connection waits for it.
 */
final class Session {

    private static final String SETTINGS = "SELECT set_config('synchronous_commit', 'on', false),"
            + " set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false),"
            + " set_config('idle_in_transaction_session_timeout', ?, false)";

    private static final Logger LOG = Logger.getLogger(Session.class);

    private final Connector connector;
    private final Duration patience;
    private Optional<Connection> open = Optional.empty();

    Session(Connector connector, Duration patience) {
        this.connector = connector;
        this.patience = patience;
    }

    /**
     * Writes a batch in one transaction. When it returns, all of the batch is durable, but for the ids returned: a different record has
     * them. When it throws, nobody knows.
     */
    Set<UUID> write(List<Pending> batch) throws SQLException {
        boolean clean = false;
        try {
            Connection connection = connected();
            Set<UUID> taken = BatchInsert.into(connection, batch);
            commit(connection);
            clean = true;
            return taken;
        } finally {
            if (!clean) {
                abandon();
            }
        }
    }

    void close() {
        abandon();
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
            Connection connection = connector.connect(patience);
            open = Optional.of(connection);
            settle(connection);
        }
        return open.get();
    }

    private void settle(Connection connection) throws SQLException {
        String millis = Long.toString(patience.toMillis());
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
        old.ifPresent(Session::abort);
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
