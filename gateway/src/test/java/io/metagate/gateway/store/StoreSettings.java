package io.metagate.gateway.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration of a test: all usual, but for what is said. */
record StoreSettings(
        String uri,
        Duration timeout,
        int maxPageBytes,
        boolean allowUnauthenticatedLoopback,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<Path> tlsAuthorities,
        Optional<Path> tlsIdentity,
        Optional<String> readPreference,
        Optional<Integer> maxConnections)
        implements StoreConfig {

    static StoreSettings of(String uri) {
        return new StoreSettings(
                uri,
                Duration.ofSeconds(5),
                16 << 20,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    StoreSettings patient(Duration patience) {
        return with(uri, patience, maxPageBytes, allowUnauthenticatedLoopback);
    }

    StoreSettings reading(int mostBytes) {
        return with(uri, timeout, mostBytes, allowUnauthenticatedLoopback);
    }

    StoreSettings allowingLoopback() {
        return with(uri, timeout, maxPageBytes, true);
    }

    StoreSettings user(String name, Path password) {
        return new StoreSettings(
                uri,
                timeout,
                maxPageBytes,
                allowUnauthenticatedLoopback,
                Optional.of(name),
                Optional.of(password),
                tlsAuthorities,
                tlsIdentity,
                readPreference,
                maxConnections);
    }

    StoreSettings tls(Path authorities, Optional<Path> identity) {
        return new StoreSettings(
                uri,
                timeout,
                maxPageBytes,
                allowUnauthenticatedLoopback,
                user,
                passwordFile,
                Optional.of(authorities),
                identity,
                readPreference,
                maxConnections);
    }

    StoreSettings reads(String preference, int connections) {
        return new StoreSettings(
                uri,
                timeout,
                maxPageBytes,
                allowUnauthenticatedLoopback,
                user,
                passwordFile,
                tlsAuthorities,
                tlsIdentity,
                Optional.of(preference),
                Optional.of(connections));
    }

    private StoreSettings with(String where, Duration patience, int mostBytes, boolean open) {
        return new StoreSettings(
                where,
                patience,
                mostBytes,
                open,
                user,
                passwordFile,
                tlsAuthorities,
                tlsIdentity,
                readPreference,
                maxConnections);
    }

    @Override
    public Optional<Integer> minConnections() {
        return Optional.empty();
    }

    @Override
    public Duration connectWithin() {
        return timeout;
    }

    @Override
    public Duration selectWithin() {
        return timeout;
    }

    @Override
    public Duration indexesEvery() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration probeEvery() {
        return Duration.ofMinutes(5);
    }
}
