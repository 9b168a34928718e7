package io.metagate.gateway.audit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the audit log is kept, and how long to wait for it. */
@ConfigMapping(prefix = "metagate.audit")
public interface AuditConfig {

    /** JDBC URL of the PostgreSQL database that keeps the audit log: {@code jdbc:postgresql://host:port/database}. */
    String url();

    /** The role to log in to that database as. */
    String user();

    /** The password of that role; none if the database knows the gateway in another way, such as by a certificate. */
    Optional<String> password();

    /** The schema of that database that has the tables; made at the start if the role may. */
    @WithDefault("metagate")
    String schema();

    /** How many connections write the audit log at the same time. */
    @WithDefault("2")
    int writers();

    /** How many records may wait to be written. Further accesses are refused at once. */
    @WithDefault("1024")
    int queueCapacity();

    /** How many records are written in one commit at most. */
    @WithDefault("256")
    int maxBatchSize();

    /**
     * How long an access waits for its record to be durable before it is refused, and how long one commit may take:
     * less than the 2 seconds within which a caller has its answer.
     */
    @WithDefault("PT1.5S")
    Duration appendTimeout();

    /**
     * How long after a connection last wrote records, or tried to, it is tried whether it can write them, with rows
     * that are taken back.
     */
    @WithDefault("PT2S")
    Duration probeInterval();

    /** How long a search in the audit log may take. */
    @WithDefault("PT10S")
    Duration searchTimeout();
}
