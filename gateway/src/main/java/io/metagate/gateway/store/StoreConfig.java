package io.metagate.gateway.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the metadata store is. */
@ConfigMapping(prefix = "metagate.store")
public interface StoreConfig {

    /** The store's MongoDB connection string, with the gateway's credentials. */
    String uri();

    /** How long the store may work on one command, and how long a connection to it may be silent. */
    @WithDefault("PT1.5S")
    Duration timeout();

    /** How often the indexes of the store's collections are read. */
    @WithDefault("PT1M")
    Duration indexesEvery();

    /** The most bytes of records that one page reads from the store. */
    @WithDefault("16777216")
    int maxPageBytes();

    /**
     * Lets the gateway start before a store that answers strangers, if that store is on this machine's loopback. For demonstrations only: whoever
     * reaches such a store needs no gateway.
     */
    @WithDefault("false")
    boolean allowUnauthenticatedLoopback();
}
