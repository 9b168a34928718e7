package io.metagate.gateway.audit;

import io.metagate.audit.AuditRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The one statement that writes a batch. It may be repeated: a record that is there already stays as it is. */
final class BatchInsert {

    private static final String INSERT = "INSERT INTO audit_record"
            + " (id, time, principal, client, action, collection, purpose, outcome, problem, leaf, leaf_hash)"
            + " SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[]) ON CONFLICT (id) DO NOTHING";

    private static final String TAKEN = "SELECT id FROM unnest(?::uuid[], ?::bytea[]) AS batch (id, leaf_hash)"
            + " WHERE NOT EXISTS (SELECT FROM audit_record r WHERE r.id = batch.id AND r.leaf_hash = batch.leaf_hash)";

    private static final String FENCE = "SELECT pg_logical_emit_message(true, 'metagate', 'repeated batch')";

    private final Connection connection;
    private final List<PendingAppend> batch;

    private BatchInsert(Connection connection, List<PendingAppend> batch) {
        this.connection = connection;
        this.batch = batch;
    }

    /** Inserts the batch, without a commit. Returns the ids that a different record has already. */
    static Set<UUID> into(Connection connection, List<PendingAppend> batch) throws SQLException {
        BatchInsert insert = new BatchInsert(connection, batch);
        if (insert.insert() == batch.size()) {
            return Set.of();
        }
        insert.fence();
        return insert.conflicting();
    }

    /** The ids of the batch under which the table does not hold the very record. */
    static Set<UUID> missing(Connection connection, List<PendingAppend> batch) throws SQLException {
        return new BatchInsert(connection, batch).conflicting();
    }

    /** Whether the table holds all of the very records of the batch, which are then durable once this is committed. */
    static boolean holds(Connection connection, List<PendingAppend> batch) throws SQLException {
        BatchInsert written = new BatchInsert(connection, batch);
        boolean there = written.conflicting().isEmpty();
        written.fence();
        return there;
    }

    private int insert() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, ids());
            insert.setArray(2, text(r -> Optional.of(r.time().toString())));
            insert.setArray(3, text(r -> r.actor().principal()));
            insert.setArray(4, text(r -> r.actor().client()));
            insert.setArray(5, text(r -> Optional.of(r.request().action())));
            insert.setArray(6, text(r -> r.request().collection()));
            insert.setArray(7, text(r -> r.request().purpose()));
            insert.setArray(8, text(r -> Optional.of(r.decision().outcome().wireName())));
            insert.setArray(9, text(r -> r.decision().problem()));
            insert.setArray(10, bytes(p -> p.leaf().bytes()));
            insert.setArray(11, bytes(p -> p.leaf().hash().bytes()));
            return insert.executeUpdate();
        }
    }

    private Set<UUID> conflicting() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TAKEN)) {
            select.setArray(1, ids());
            select.setArray(2, bytes(p -> p.leaf().hash().bytes()));
            Set<UUID> conflicting = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    conflicting.add(rows.getObject(1, UUID.class));
                }
            }
            return conflicting;
        }
    }

    /**
     * INVARIANT: a repeated batch that finds its rows is durable only once their first commit is. A commit that wrote
     * nothing waits for no disk and no standby; one that wrote a later log entry waits for all before it (P3).
     */
    private void fence() throws SQLException {
        try (Statement fence = connection.createStatement()) {
            fence.execute(FENCE);
        }
    }

    private Array ids() throws SQLException {
        return connection.createArrayOf(
                "uuid", batch.stream().map(p -> p.record().id()).toArray());
    }

    private Array text(Function<AuditRecord, Optional<String>> column) throws SQLException {
        String[] values = new String[batch.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(batch.get(i).record()).orElse(null);
        }
        return connection.createArrayOf("text", values);
    }

    private Array bytes(Function<PendingAppend, byte[]> column) throws SQLException {
        return connection.createArrayOf("bytea", batch.stream().map(column).toArray(byte[][]::new));
    }
}
