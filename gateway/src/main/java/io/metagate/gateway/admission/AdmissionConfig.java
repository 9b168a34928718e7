package io.metagate.gateway.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of this replica a principal may take at once. All without an accepted token count as one principal. */
@ConfigMapping(prefix = "metagate.admission")
public interface AdmissionConfig {

    /** How many requests of one principal run at once, each on a worker thread; further ones wait, and hold none. */
    @WithDefault("16")
    int maxConcurrentPerPrincipal();

    /** How long a request waits for its turn before it is refused. */
    @WithDefault("PT5S")
    Duration queueTimeout();

    /**
     * How many bytes of answers may wait for clients to take them, in all; above that requests wait. Those that run by
     * then may exceed it by 4 MiB each. Answers of less than 8 KiB do not count: a connection has one.
     */
    @WithDefault("268435456")
    long maxUnsentBytes();

    /** How many of them may be those of one principal; above that its requests wait. */
    @WithDefault("33554432")
    long maxUnsentBytesPerPrincipal();
}
