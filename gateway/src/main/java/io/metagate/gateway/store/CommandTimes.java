package io.metagate.gateway.store;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.NamedStores;
import io.metagate.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long each of the configured stores may be at work on one command. */
@ApplicationScoped
public class CommandTimes {

    private final SortedMap<String, Duration> byName = new TreeMap<>();

    public CommandTimes(StoreConfig usual, NamedStores further) {
        further.byName().forEach((name, config) -> byName.put(name, config.timeout()));
        byName.put(StoreLocation.DEFAULT_STORE, usual.timeout());
    }

    /** By the names of the stores, in their order. */
    public SortedMap<String, Duration> byName() {
        return Collections.unmodifiableSortedMap(byName);
    }
}
