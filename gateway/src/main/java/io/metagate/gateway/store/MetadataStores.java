package io.metagate.gateway.store;

import io.metagate.gateway.readiness.KnownStores;
import io.metagate.gateway.readiness.StartCheck;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.MongoConnectionSettings;
import io.metagate.store.NamedStores;
import io.metagate.store.StoreConfig;
import io.metagate.store.StoreConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The stores that are configured, by name. */
@ApplicationScoped
public class MetadataStores implements KnownStores, StartCheck {

    private final Set<String> names;
    private final Map<String, MetadataStore> stores = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    @Inject
    public MetadataStores(StoreConfig usual, NamedStores further) {
        Map<String, StoreConfig> configs = new TreeMap<>(further.byName());
        configs.put(StoreLocation.DEFAULT_STORE, usual);
        this.names = Set.copyOf(configs.keySet());
        configs.forEach(this::connect);
    }

    /** Stores that are connected already. */
    public MetadataStores(List<MetadataStore> connected) {
        this.names = connected.stream().map(MetadataStore::name).collect(Collectors.toUnmodifiableSet());
        connected.forEach(store -> stores.put(store.name(), store));
    }

    static boolean isDefault(String name) {
        return name.equals(StoreLocation.DEFAULT_STORE);
    }

    private void connect(String name, StoreConfig config) {
        try {
            stores.put(
                    name,
                    new MetadataStore(
                            name,
                            config,
                            MongoConnectionSettings.ofGateway(config).connect()));
        } catch (StoreConfigurationException e) {
            problems.add(MetadataStore.prefix(name) + e.key() + ": " + e.reason());
        }
    }

    @Override
    public Set<String> names() {
        return names;
    }

    /** The connections that cannot be made as they are configured. */
    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** All whose configuration can be used, in the order of their names. */
    public List<MetadataStore> all() {
        return List.copyOf(stores.values());
    }

    /** The store that the place is in. */
    MetadataStore of(StoreLocation place) {
        return Optional.ofNullable(stores.get(place.store()))
                .orElseThrow(() -> new IllegalStateException("the catalogue names a store that is not configured"));
    }

    @PreDestroy
    public void close() {
        stores.values().forEach(store -> store.client().close());
    }
}
