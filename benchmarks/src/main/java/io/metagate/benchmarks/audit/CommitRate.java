package io.metagate.benchmarks.audit;

import io.metagate.demo.database.EmbeddedAuditDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** How often a second one connection can commit one small row. */
public final class CommitRate {

    private CommitRate() {}

    /** Commits rows to a table of its own, one by one. */
    public static double perSecond(EmbeddedAuditDatabase database, Duration time) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE commit_rate (n bigint)");
            double rate = rate(connection, time);
            statement.execute("DROP TABLE commit_rate");
            return rate;
        }
    }

    private static double rate(Connection connection, Duration time) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO commit_rate VALUES (?)")) {
            long start = System.nanoTime();
            long commits = 0;
            while (System.nanoTime() - start < time.toNanos()) {
                insert.setLong(1, commits++);
                insert.executeUpdate();
            }
            return commits / ((System.nanoTime() - start) / 1e9);
        }
    }
}
