package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import java.time.Duration;
import java.util.Optional;

/** The configuration of a test. */
public record AuditSettings(
        String url,
        String user,
        Optional<String> password,
        int writers,
        int queueCapacity,
        int maxBatchSize,
        Duration appendTimeout,
        Duration searchTimeout,
        Duration probeInterval,
        String schema)
        implements AuditConfig {

    /** Its log does not look by itself whether it takes records: a test would not know what it counts. */
    public AuditSettings(
            String url,
            String user,
            Optional<String> password,
            int writers,
            int queueCapacity,
            int maxBatchSize,
            Duration appendTimeout,
            Duration searchTimeout) {
        this(
                url,
                user,
                password,
                writers,
                queueCapacity,
                maxBatchSize,
                appendTimeout,
                searchTimeout,
                Duration.ofHours(1),
                "metagate");
    }

    public static AuditSettings of(String url, String user) {
        return new AuditSettings(
                url, user, Optional.empty(), 2, 1024, 256, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    AuditSettings with(int otherLanes, int otherQueue) {
        return new AuditSettings(
                url, user, password, otherLanes, otherQueue, maxBatchSize, appendTimeout, searchTimeout);
    }

    /** With a log that looks that often whether it takes records. */
    AuditSettings probing(Duration interval) {
        return new AuditSettings(
                url,
                user,
                password,
                writers,
                queueCapacity,
                maxBatchSize,
                appendTimeout,
                searchTimeout,
                interval,
                schema);
    }

    /** With that schema. */
    public AuditSettings inSchema(String other) {
        return new AuditSettings(
                url,
                user,
                password,
                writers,
                queueCapacity,
                maxBatchSize,
                appendTimeout,
                searchTimeout,
                probeInterval,
                other);
    }

    /** As another role. */
    public AuditSettings as(String otherUser, Optional<String> otherPassword) {
        return new AuditSettings(
                url,
                otherUser,
                otherPassword,
                writers,
                queueCapacity,
                maxBatchSize,
                appendTimeout,
                searchTimeout,
                probeInterval,
                schema);
    }

    public AuditDatabase database() {
        return new AuditDatabase(this);
    }
}
