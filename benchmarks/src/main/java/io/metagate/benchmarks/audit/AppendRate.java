package io.metagate.benchmarks.audit;

import io.metagate.audit.UuidV7;
import io.metagate.benchmarks.load.ClosedLoop;
import io.metagate.benchmarks.load.LoadMeasurement;
import io.metagate.demo.database.EmbeddedAuditDatabase;
import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.background.PeriodicTasks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the gateway's audit log takes from many callers, each of whom waits for its record to be durable before it makes
 * the next.
 *
 * @param measured the callers' side of it
 * @param rowsPerCommit how many records shared a commit, on the average
 */
public record AppendRate(LoadMeasurement measured, double rowsPerCommit) {

    private static final String COMMITS =
            "SELECT count(*)::float8 / greatest(1, count(DISTINCT xmin::text)) FROM audit_record WHERE id >= ?";

    /**
     * Measures it on a database that has the tables of the audit log, with the settings that a gateway has by itself.
     */
    public static AppendRate of(EmbeddedAuditDatabase database, int callers, Duration time)
            throws InterruptedException, SQLException {
        AuditConfig config = config(database);
        PeriodicTasks tasks = new PeriodicTasks(new SimpleMeterRegistry());
        try (AuditLog log = new AuditLog(new io.metagate.gateway.audit.database.AuditDatabase(config), config, tasks)) {
            append(log, callers, time);
            Instant start = Instant.now();
            LoadMeasurement measured = append(log, callers, time);
            return new AppendRate(measured, rowsPerCommit(database, start));
        }
    }

    /** Commits a second. */
    public double commitsPerSecond() {
        return measured.perSecond() / rowsPerCommit;
    }

    private static AuditConfig config(EmbeddedAuditDatabase database) {
        return new SmallRyeConfigBuilder()
                .withMapping(AuditConfig.class)
                .withDefaultValues(Map.of(
                        "metagate.audit.url", database.url(),
                        "metagate.audit.user", database.user(),
                        "metagate.audit.password", database.password()))
                .build()
                .getConfigMapping(AuditConfig.class);
    }

    private static LoadMeasurement append(AuditLog log, int callers, Duration time) throws InterruptedException {
        SampleAccesses accesses = new SampleAccesses();
        long deadline = System.nanoTime() + time.toNanos();
        return ClosedLoop.run(Collections.nCopies(callers, () -> appendUntil(deadline, log, accesses)));
    }

    private static LoadMeasurement appendUntil(long deadline, AuditLog log, SampleAccesses accesses) {
        Histogram latencies = LoadMeasurement.newLatencies();
        long errors = 0;
        while (System.nanoTime() - deadline < 0) {
            long before = System.nanoTime();
            try {
                log.append(accesses.next());
                latencies.recordValue(System.nanoTime() - before);
            } catch (AuditUnavailable e) {
                errors++;
            }
        }
        return new LoadMeasurement(latencies, errors, 0, Duration.ZERO);
    }

    private static double rowsPerCommit(EmbeddedAuditDatabase database, Instant since) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement count = connection.prepareStatement(COMMITS)) {
            count.setObject(1, UuidV7.lowest(since));
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getDouble(1);
            }
        }
    }
}
