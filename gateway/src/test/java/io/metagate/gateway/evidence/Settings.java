package io.metagate.gateway.evidence;

import java.time.Duration;
import java.util.Optional;

/** The configuration of a test. */
record Settings(
        String url,
        String user,
        Optional<String> password,
        int lanes,
        int queue,
        int batch,
        Duration deadline,
        Duration searchDeadline)
        implements EvidenceConfig {

    static Settings of(String url, String user) {
        return new Settings(url, user, Optional.empty(), 2, 1024, 256, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    Settings with(int otherLanes, int otherQueue) {
        return new Settings(url, user, password, otherLanes, otherQueue, batch, deadline, searchDeadline);
    }

    AuditDatabase database() {
        return new AuditDatabase(this);
    }
}
