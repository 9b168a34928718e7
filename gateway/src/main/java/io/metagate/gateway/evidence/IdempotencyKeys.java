package io.metagate.gateway.evidence;

import io.metagate.gateway.evidence.AuditUnavailable.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The idempotency keys of the last 24 hours, shared by all replicas. They are kept as hashes, and what they stand for is sealed. */
@ApplicationScoped
public class IdempotencyKeys {

    private static final int CONNECTIONS = 4;

    private static final String CLAIM =
            "INSERT INTO idempotency_key AS old (key, request, record, claimant, claimed, done)"
                    + " VALUES (?, ?, ?, ?, now(), false) ON CONFLICT (key) DO UPDATE SET request = excluded.request,"
                    + " record = excluded.record, claimant = excluded.claimant, claimed = now(), done = false"
                    + " WHERE old.claimed < now() - interval '24 hours'";
    /** A request that began so long ago has ended, one way or another. */
    private static final String TAKE_OVER = "UPDATE idempotency_key SET claimant = ?, claimed = now() WHERE key = ?"
            + " AND request = ? AND NOT done AND claimed < now() - interval '30 seconds'";

    private static final String LOOK = "SELECT request = ?, done, record FROM idempotency_key WHERE key = ?";
    private static final String FINISH = "UPDATE idempotency_key SET done = true WHERE key = ? AND claimant = ?";
    private static final String RELEASE = "DELETE FROM idempotency_key WHERE key = ? AND claimant = ? AND NOT done";
    private static final String FORGET = "DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key"
            + " WHERE claimed < now() - interval '24 hours' LIMIT 100 FOR UPDATE SKIP LOCKED)";

    private final Connector connector;
    private final Duration patience;
    private final Semaphore free = new Semaphore(CONNECTIONS, true);

    @Inject
    public IdempotencyKeys(AuditDatabase database, EvidenceConfig config) {
        this.connector = database;
        this.patience = config.deadline();
    }

    /** Work with a connection to the database. */
    @FunctionalInterface
    private interface Statements<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Takes a key for a request, if nobody has.
     *
     * @param key the hash of the key, 32 bytes
     * @param request the hash of what is asked for, 32 bytes
     * @param record what the request will make
     * @param claimant which request it is
     */
    public Claim claim(byte[] key, byte[] request, Sealed record, UUID claimant) throws AuditUnavailable {
        return with(connection -> {
            update(connection, FORGET);
            if (update(connection, CLAIM, key, request, record.bytes(), claimant) == 1) {
                return new Claim.Taken(record, false);
            }
            boolean takenOver = update(connection, TAKE_OVER, claimant, key, request) == 1;
            return look(connection, key, request, takenOver);
        });
    }

    /** The work is done. */
    public void finish(byte[] key, UUID claimant) throws AuditUnavailable {
        with(connection -> update(connection, FINISH, key, claimant));
    }

    /** The work was not done, and another request may do it. */
    public void release(byte[] key, UUID claimant) throws AuditUnavailable {
        with(connection -> update(connection, RELEASE, key, claimant));
    }

    private static Claim look(Connection connection, byte[] key, byte[] request, boolean takenOver)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOOK)) {
            select.setObject(1, request);
            select.setObject(2, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    // released a moment ago
                    return new Claim.Underway();
                }
                if (!row.getBoolean(1)) {
                    return new Claim.Misused();
                }
                Sealed record = new Sealed(row.getBytes(3));
                if (takenOver) {
                    return new Claim.Taken(record, true);
                }
                return row.getBoolean(2) ? new Claim.Done(record) : new Claim.Underway();
            }
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int n = 0; n < values.length; n++) {
                statement.setObject(n + 1, values[n]);
            }
            return statement.executeUpdate();
        }
    }

    private <T> T with(Statements<T> statements) throws AuditUnavailable {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuditUnavailable(Reason.FULL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable(Reason.LATE, e);
        }
        try (Connection connection = connector.connect(patience)) {
            return statements.on(connection);
        } catch (SQLException e) {
            throw new AuditUnavailable(Reason.DOWN, e);
        } finally {
            free.release();
        }
    }
}
