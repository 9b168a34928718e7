package io.metagate.gateway.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is in the table, as another connection sees it. */
public record AuditTable(AuditSettings settings) {

    public List<UUID> ids() throws SQLException {
        try (Connection connection = settings.database().connect(Duration.ofSeconds(10));
                PreparedStatement select = connection.prepareStatement("SELECT id FROM audit_record");
                ResultSet rows = select.executeQuery()) {
            List<UUID> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    /** The one value that the query gives, as text. */
    public String value(String sql) throws SQLException {
        try (Connection connection = settings.database().connect(Duration.ofSeconds(10));
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = settings.database().connect(Duration.ofSeconds(10));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
