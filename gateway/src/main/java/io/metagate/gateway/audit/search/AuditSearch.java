package io.metagate.gateway.audit.search;

import io.metagate.audit.UuidV7;
import io.metagate.audit.merkle.MerkleHash;
import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReadOnlyConnectionPool;
import io.metagate.gateway.audit.database.SqlFailureLogger;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds records in the audit log, newest first. */
@ApplicationScoped
public class AuditSearch implements AutoCloseable {

    /** The most searches at the same time. Further ones wait. */
    static final int CONNECTIONS = 4;

    /** How many rows the driver holds at once. */
    private static final int FETCHED_ROWS = 64;

    /** SQLSTATE query_canceled: what PostgreSQL says when it ends a statement that takes too long. */
    private static final String CANCELLED = "57014";

    private final ReadOnlyConnectionPool connections;
    private final Duration timeout;
    private final SqlFailureLogger failures = new SqlFailureLogger("audit log not read");

    @Inject
    public AuditSearch(AuditDatabase database, AuditConfig config) {
        this.timeout = config.searchTimeout();
        this.connections = new ReadOnlyConnectionPool(database, CONNECTIONS, timeout);
    }

    /**
     * The page of records that the query describes. It ends at the query's limit, or before the record with which its
     * answer would have more than {@link AuditPage#MAX_BYTES}; it has one record at least, if there are any.
     */
    public AuditPage page(AuditQuery query) throws AuditUnavailable {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Connection connection = connections.connect()) {
            return inTransaction(connection, query, deadline);
        } catch (SQLException e) {
            failures.log(e);
            throw new AuditUnavailable(Reason.UNREADABLE, e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        connections.close();
    }

    /** Within a transaction the driver fetches a few rows at a time; outside of one, it fetches all of them. */
    private static AuditPage inTransaction(Connection connection, AuditQuery query, long deadline) throws SQLException {
        connection.setAutoCommit(false);
        try {
            AuditPage page = found(connection, query, deadline);
            connection.commit();
            return page;
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static AuditPage found(Connection connection, AuditQuery query, long deadline) throws SQLException {
        List<Condition> conditions = conditions(query);
        try (PreparedStatement select = connection.prepareStatement(sql(conditions))) {
            int parameter = 1;
            for (Condition condition : conditions) {
                select.setObject(parameter++, condition.value());
            }
            select.setInt(parameter, query.limit());
            select.setFetchSize(FETCHED_ROWS);
            try (ResultSet rows = select.executeQuery()) {
                return read(rows, query.limit(), deadline);
            }
        }
    }

    /**
     * A comparison, and what with. The text is a constant of this class and the name of an {@link AuditFilter}, never a
     * caller's.
     */
    private record Condition(String sql, Object value) {}

    private static List<Condition> conditions(AuditQuery query) {
        List<Condition> conditions = new ArrayList<>();
        query.filters().forEach((filter, value) -> conditions.add(new Condition(filter.wireName() + " = ?", value)));
        query.from().ifPresent(from -> conditions.add(new Condition("id >= ?", UuidV7.lowest(from))));
        query.to().ifPresent(to -> conditions.add(new Condition("id < ?", UuidV7.lowest(to))));
        query.before().ifPresent(before -> conditions.add(new Condition("id < ?", before)));
        return conditions;
    }

    private static String sql(List<Condition> conditions) {
        StringBuilder sql = new StringBuilder("SELECT id, leaf, leaf_hash FROM audit_record WHERE true");
        conditions.forEach(condition -> sql.append(" AND ").append(condition.sql()));
        return sql.append(" ORDER BY id DESC LIMIT ?").toString();
    }

    private static AuditPage read(ResultSet rows, int limit, long deadline) throws SQLException {
        List<StoredLeaf> leaves = new ArrayList<>();
        long bytes = AuditPage.MAX_BYTES_BESIDE_RECORDS;
        while (rows.next()) {
            StoredLeaf leaf =
                    new StoredLeaf(rows.getObject(1, UUID.class), rows.getBytes(2), MerkleHash.of(rows.getBytes(3)));
            bytes += leaf.size() + AuditPage.MAX_BYTES_BESIDE_LEAF;
            if (bytes > AuditPage.MAX_BYTES && !leaves.isEmpty()) {
                return AuditPage.of(leaves, true);
            }
            leaves.add(leaf);
            // The server's own limit begins anew with each few rows.
            if (deadline - System.nanoTime() < 0) {
                throw new SQLTimeoutException("the search took too long", CANCELLED);
            }
        }
        return AuditPage.of(leaves, leaves.size() == limit);
    }
}
