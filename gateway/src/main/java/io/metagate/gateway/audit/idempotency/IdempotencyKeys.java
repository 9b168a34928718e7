package io.metagate.gateway.audit.idempotency;

import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.ConnectionFactory;
import io.metagate.gateway.audit.database.SharedConnections;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.background.PeriodicTasks;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The idempotency keys of the last 24 hours, shared by all replicas. They are kept as hashes, and what they stand for
 * is sealed. What they promise is durable: a claim that is forgotten is a record made twice.
 */
@ApplicationScoped
public class IdempotencyKeys implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Duration BETWEEN_FORGETTING = Duration.ofSeconds(10);

    /** Half a minute after it began a request has ended, one way or another. */
    private static final String LOOK =
            "SELECT request = ?, claimant = ?, done, claimed < now() - interval '30 seconds',"
                    + " record FROM idempotency_key WHERE key = ? AND claimed >= now() - interval '24 hours'";

    private static final String CLAIM =
            "INSERT INTO idempotency_key AS old (key, request, record, claimant, claimed, done)"
                    + " VALUES (?, ?, ?, ?, now(), false) ON CONFLICT (key) DO UPDATE SET request = excluded.request,"
                    + " record = excluded.record, claimant = excluded.claimant, claimed = now(), done = false"
                    + " WHERE old.claimed < now() - interval '24 hours'";
    private static final String TAKE_OVER = "UPDATE idempotency_key SET claimant = ?, claimed = now() WHERE key = ?"
            + " AND request = ? AND NOT done AND claimed < now() - interval '30 seconds'";

    private static final String FINISH = "UPDATE idempotency_key SET done = true WHERE key = ? AND claimant = ?";
    private static final String RELEASE = "DELETE FROM idempotency_key WHERE key = ? AND claimant = ? AND NOT done";
    private static final String FORGET = "DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key"
            + " WHERE claimed < now() - interval '24 hours' LIMIT 2000 FOR UPDATE SKIP LOCKED)";

    private static final int HASH_BYTES = 32;
    private static final String NO_DATA = "02000";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SharedConnections sessions;

    @Inject
    public IdempotencyKeys(AuditDatabase database, AuditConfig config, PeriodicTasks tasks) {
        this(database, config.appendTimeout(), tasks);
    }

    IdempotencyKeys(ConnectionFactory connector, Duration timeout, PeriodicTasks tasks) {
        this.sessions = new SharedConnections(connector, timeout, CONNECTIONS, tasks);
    }

    void begin(@Observes StartupEvent event) {
        keepForgetting(BETWEEN_FORGETTING);
    }

    /**
     * Forgets old keys again and again, and tries what requests do: that it is refused is to show before they hear it.
     */
    void keepForgetting(Duration pause) {
        sessions.repeat("idempotency-forgetting", IdempotencyKeys::probe, pause);
    }

    /**
     * Does all that requests do with a key, for one that nobody has, and takes it back; and forgets old keys.
     *
     * @return how many keys it forgot
     * @throws SQLException if the database does not do some of it
     */
    public static int probe(Connection connection) throws SQLException {
        byte[] hash = new byte[HASH_BYTES];
        RANDOM.nextBytes(hash);
        Claimant nobody = new Claimant(hash, hash, new SealedBytes(hash), UUID.randomUUID());
        Savepoint before = connection.setSavepoint();
        claim(connection, nobody);
        boolean found = look(connection, nobody).filter(Held::mine).isPresent();
        update(connection, TAKE_OVER, nobody.id, nobody.key, nobody.request);
        update(connection, FINISH, nobody.key, nobody.id);
        update(connection, RELEASE, nobody.key, nobody.id);
        connection.rollback(before);
        if (!found) {
            throw new SQLException("a key was claimed and not found again", NO_DATA);
        }
        return update(connection, FORGET);
    }

    /**
     * A key as it is held.
     *
     * @param same whether it was used with the same request
     * @param mine whether whoever asks has it
     * @param left whether whoever has it must have ended by now
     */
    private record Held(boolean same, boolean mine, boolean done, boolean left, SealedBytes record) {

        boolean mayBeTakenOver() {
            return same && !mine && !done && left;
        }

        IdempotencyKeyState says(SealedBytes own) {
            if (!same) {
                return new IdempotencyKeyState.Misused();
            }
            if (mine) {
                return new IdempotencyKeyState.Taken(record, !record.equals(own));
            }
            return done ? new IdempotencyKeyState.Done(record) : new IdempotencyKeyState.Underway();
        }
    }

    /** Who claims a key, for what. */
    private static final class Claimant {

        private final byte[] key;
        private final byte[] request;
        private final SealedBytes record;
        private final UUID id;

        private Claimant(byte[] key, byte[] request, SealedBytes record, UUID id) {
            this.key = key;
            this.request = request;
            this.record = record;
            this.id = id;
        }
    }

    /**
     * Takes a key for a request, if nobody has. If nobody knows whether it did, the key may be taken all the same.
     *
     * @param key the hash of the key, 32 bytes
     * @param request the hash of what is asked for, 32 bytes
     * @param record what the request will make
     * @param claimant which request it is
     */
    public IdempotencyKeyState claim(
            byte[] key, byte[] request, SealedBytes record, UUID claimant, WaitBudget waitBudget)
            throws AuditUnavailable {
        Claimant who = new Claimant(key, request, record, claimant);
        return sessions.run(connection -> claim(connection, who), waitBudget);
    }

    /** The work is done. */
    public void finish(byte[] key, UUID claimant, WaitBudget waitBudget) throws AuditUnavailable {
        sessions.run(connection -> update(connection, FINISH, key, claimant), waitBudget);
    }

    /** The work was not done, and another request may do it. */
    public void release(byte[] key, UUID claimant, WaitBudget waitBudget) throws AuditUnavailable {
        sessions.run(connection -> update(connection, RELEASE, key, claimant), waitBudget);
    }

    @Override
    @PreDestroy
    public void close() {
        sessions.close();
    }

    /**
     * Looks first: most of those that come again are to be told what is known, and that needs neither locks nor the
     * disk.
     */
    private static IdempotencyKeyState claim(Connection connection, Claimant who) throws SQLException {
        Optional<Held> held = look(connection, who);
        if (held.isEmpty()) {
            if (update(connection, CLAIM, who.key, who.request, who.record.bytes(), who.id) == 1) {
                return new IdempotencyKeyState.Taken(who.record, false);
            }
        } else if (held.get().mayBeTakenOver()) {
            update(connection, TAKE_OVER, who.id, who.key, who.request);
        } else {
            return held.get().says(who.record);
        }
        // Somebody else may have been faster, and may have released it a moment ago.
        return look(connection, who).map(now -> now.says(who.record)).orElseGet(IdempotencyKeyState.Underway::new);
    }

    private static Optional<Held> look(Connection connection, Claimant who) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOOK)) {
            select.setObject(1, who.request);
            select.setObject(2, who.id);
            select.setObject(3, who.key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(
                                row.getBoolean(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                new SealedBytes(row.getBytes(5))))
                        : Optional.empty();
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
}
