package io.metagate.gateway.audit.search;

import io.metagate.audit.UuidV7;
import io.metagate.audit.merkle.MerkleHash;
import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReadOnlyConnectionPool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds records in the audit log, newest first. */
@ApplicationScoped
public class AuditSearch implements AutoCloseable {

    /** The most searches at the same time. Further ones wait. */
    static final int CONNECTIONS = 4;

    private final ReadOnlyConnectionPool connections;

    @Inject
    public AuditSearch(AuditDatabase database, AuditConfig config) {
        this.connections = new ReadOnlyConnectionPool(database, CONNECTIONS, config.searchTimeout());
    }

    /** The page of records that the query describes. Shorter than its limit: there are no more. */
    public List<StoredLeaf> page(AuditQuery query) throws AuditUnavailable {
        try (Connection connection = connections.connect()) {
            return found(connection, query);
        } catch (SQLException e) {
            throw new AuditUnavailable(Reason.UNREADABLE, e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        connections.close();
    }

    private static List<StoredLeaf> found(Connection connection, AuditQuery query) throws SQLException {
        List<Condition> conditions = conditions(query);
        try (PreparedStatement select = connection.prepareStatement(sql(conditions))) {
            int parameter = 1;
            for (Condition condition : conditions) {
                select.setObject(parameter++, condition.value());
            }
            select.setInt(parameter, query.limit());
            try (ResultSet rows = select.executeQuery()) {
                return leaves(rows);
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

    private static List<StoredLeaf> leaves(ResultSet rows) throws SQLException {
        List<StoredLeaf> leaves = new ArrayList<>();
        while (rows.next()) {
            leaves.add(
                    new StoredLeaf(rows.getObject(1, UUID.class), rows.getBytes(2), MerkleHash.of(rows.getBytes(3))));
        }
        return List.copyOf(leaves);
    }
}
