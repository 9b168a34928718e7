package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Finds out whether records can be written, with the statement and on the connection that write them. Rows as of
 * accesses go into the very table, are looked for there, and are taken back, as they tell of no access. A mark in a
 * table beside it is committed instead, and found again: so it is known that commits are durable.
 */
final class AuditProbe {

    private static final String NOT_FOUND_AGAIN = "written and not found again";

    /** What waits for the end of a transaction is to be refused before it. */
    private static final String CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private static final String MARK = "INSERT INTO audit_probe AS old (writer, mark, written) VALUES (?, ?, now())"
            + " ON CONFLICT (writer) DO UPDATE SET mark = excluded.mark, written = excluded.written";
    private static final String FIND_MARK = "SELECT mark FROM audit_probe WHERE writer = ?";
    private static final String FORGET = "DELETE FROM audit_probe WHERE ctid IN (SELECT ctid FROM audit_probe"
            + " WHERE written < now() - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED)";

    private final ReconnectingConnection session;
    private final UUID writer = UUID.randomUUID();
    private int turns;

    AuditProbe(ReconnectingConnection session) {
        this.session = session;
    }

    /** Tries it with rows of all outcomes; empty if they can be written. */
    Optional<AppendFailure> attempt() {
        return attempt(ProbeRows::ofAllOutcomes);
    }

    /** Tries it with few rows, others each time: rows that are taken back are work for the database too. */
    Optional<AppendFailure> attemptSome() {
        int turn = turns++;
        return attempt(() -> ProbeRows.ofTwoOutcomes(turn));
    }

    /** Where a connection may only have gone stale, once more. */
    private Optional<AppendFailure> attempt(Supplier<List<PendingAppend>> rows) {
        boolean perhapsStale = session.isConnected();
        Optional<AppendFailure> found = once(rows.get());
        boolean silent = found.filter(failure -> !failure.refusing()).isPresent();
        return perhapsStale && silent ? once(rows.get()) : found;
    }

    private Optional<AppendFailure> once(List<PendingAppend> rows) {
        UUID mark = UUID.randomUUID();
        try {
            boolean found = session.run(connection -> write(connection, rows, mark))
                    && session.run(connection -> isThere(connection, mark));
            return found ? Optional.empty() : Optional.of(new AppendFailure(Reason.REFUSING, NOT_FOUND_AGAIN));
        } catch (SQLException e) {
            return Optional.of(AppendFailure.of(e));
        }
    }

    private boolean write(Connection connection, List<PendingAppend> rows, UUID mark) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean found = BatchInsert.into(connection, rows).isEmpty()
                && BatchInsert.missing(connection, rows).isEmpty();
        try (Statement statement = connection.createStatement()) {
            statement.execute(CHECK_NOW);
        }
        connection.rollback(before);
        try (PreparedStatement insert = connection.prepareStatement(MARK);
                Statement forget = connection.createStatement()) {
            insert.setObject(1, writer);
            insert.setObject(2, mark);
            insert.executeUpdate();
            forget.execute(FORGET);
        }
        return found;
    }

    private boolean isThere(Connection connection, UUID mark) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND_MARK)) {
            select.setObject(1, writer);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && mark.equals(row.getObject(1, UUID.class));
            }
        }
    }
}
