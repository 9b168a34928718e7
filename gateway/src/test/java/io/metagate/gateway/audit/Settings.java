package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import java.time.Duration;
import java.util.Optional;

/** The configuration of a test. */
public record Settings(
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
    public Settings(
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

    public static Settings of(String url, String user) {
        return new Settings(url, user, Optional.empty(), 2, 1024, 256, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    Settings with(int otherLanes, int otherQueue) {
        return new Settings(url, user, password, otherLanes, otherQueue, maxBatchSize, appendTimeout, searchTimeout);
    }

    /** With a log that looks that often whether it takes records. */
    Settings probing(Duration interval) {
        return new Settings(
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
    public Settings inSchema(String other) {
        return new Settings(
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
    public Settings as(String otherUser, Optional<String> otherPassword) {
        return new Settings(
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
