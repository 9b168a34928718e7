package io.metagate.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the metadata store is. A further store has the same keys behind its name: {@code metagate.store.archive.uri}.
 * No key ends like another one.
 */
@ConfigMapping(prefix = "metagate.store")
public interface StoreConfig {

    /** The store's MongoDB connection string; best without credentials, see the next keys. */
    String uri();

    /** The user to log in as, if the connection string has none. */
    Optional<String> user();

    /** A file with that user's password; a line break at its end does not count. */
    Optional<Path> passwordFile();

    /**
     * A file with the certificates, in PEM, of the authorities that the store's certificate may be of; turns TLS on.
     */
    Optional<Path> tlsCaFile();

    /**
     * A file with the gateway's certificate and its unencrypted PKCS #8 key, in PEM, for a store that asks for one;
     * turns TLS on.
     */
    Optional<Path> tlsCertificateKeyFile();

    /**
     * Which members of a replica set are read, if not those that the connection string says: {@code primary},
     * {@code secondaryPreferred} ...
     */
    Optional<String> readPreference();

    /** The most connections to each server of the store, if not as many as the connection string says. */
    Optional<Integer> maxConnections();

    /**
     * The connections to each server that are kept although they are idle, if not as many as the connection string
     * says.
     */
    Optional<Integer> minConnections();

    /** How long to wait for a connection to be made. */
    @WithDefault("PT1.5S")
    Duration connectTimeout();

    /** How long to wait for a server of the store that can be asked, and for a connection of the pool. */
    @WithDefault("PT1.5S")
    Duration serverSelectionTimeout();

    /** How long the store may work on one command; a connection to it may be silent for 0.3 s longer. */
    @WithDefault("PT1.5S")
    Duration timeout();

    /** How often the indexes of the store's collections are read. */
    @WithDefault("PT1M")
    Duration indexRefreshInterval();

    /**
     * How often the store is asked without credentials whether it answers strangers, and with them what the gateway's
     * user may do.
     */
    @WithDefault("PT5M")
    Duration securityProbeInterval();

    /** The most bytes of records that one page reads from the store. */
    @WithDefault("16777216")
    int maxPageBytes();

    /**
     * Lets the gateway start before a store that answers strangers, if that store is on this machine's loopback. For
     * demonstrations only: whoever reaches such a store needs no gateway.
     */
    @WithDefault("false")
    boolean allowUnauthenticatedLoopback();
}
