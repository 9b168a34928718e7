package io.metagate.gateway.store;

import java.time.Duration;

/** The configuration of a test. */
record StoreSettings(String uri, Duration timeout, int maxPageBytes, boolean allowUnauthenticatedLoopback)
        implements StoreConfig {

    static StoreSettings of(String uri) {
        return new StoreSettings(uri, Duration.ofSeconds(5), 16 << 20, false);
    }

    @Override
    public Duration indexesEvery() {
        return Duration.ofMinutes(1);
    }

    StoreSettings patient(Duration patience) {
        return new StoreSettings(uri, patience, maxPageBytes, allowUnauthenticatedLoopback);
    }

    StoreSettings reading(int mostBytes) {
        return new StoreSettings(uri, timeout, mostBytes, allowUnauthenticatedLoopback);
    }

    StoreSettings allowingLoopback() {
        return new StoreSettings(uri, timeout, maxPageBytes, true);
    }
}
