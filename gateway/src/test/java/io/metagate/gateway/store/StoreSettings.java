package io.metagate.gateway.store;

import io.metagate.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration of a test: all usual, but for what is said. */
public record StoreSettings(String uri, Duration timeout, int maxPageBytes, boolean allowUnauthenticatedLoopback)
        implements StoreConfig {

    public static StoreSettings of(String uri) {
        return new StoreSettings(uri, Duration.ofSeconds(5), 16 << 20, false);
    }

    public StoreSettings patient(Duration patience) {
        return new StoreSettings(uri, patience, maxPageBytes, allowUnauthenticatedLoopback);
    }

    public StoreSettings reading(int mostBytes) {
        return new StoreSettings(uri, timeout, mostBytes, allowUnauthenticatedLoopback);
    }

    public StoreSettings allowingLoopback() {
        return new StoreSettings(uri, timeout, maxPageBytes, true);
    }

    @Override
    public Optional<String> user() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> passwordFile() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> tlsCaFile() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> tlsCertificateKeyFile() {
        return Optional.empty();
    }

    @Override
    public Optional<String> readPreference() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> maxConnections() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> minConnections() {
        return Optional.empty();
    }

    @Override
    public Duration connectTimeout() {
        return timeout;
    }

    @Override
    public Duration serverSelectionTimeout() {
        return timeout;
    }

    @Override
    public Duration indexRefreshInterval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration securityProbeInterval() {
        return Duration.ofMinutes(5);
    }
}
