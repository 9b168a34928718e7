package io.metagate.gateway.enforcement;

import io.metagate.gateway.readiness.StartCheck;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.FurtherStores;
import io.metagate.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a change whose answer was lost can no longer be underway where a store is asked what became of it. */
@ApplicationScoped
class SettlerCheck implements StartCheck {

    private static final String KEY = "metagate.write.settle-after";

    private final WriteConfig config;
    private final StoreConfig usual;
    private final FurtherStores further;

    SettlerCheck(WriteConfig config, StoreConfig usual, FurtherStores further) {
        this.config = config;
        this.usual = usual;
        this.further = further;
    }

    @Override
    public List<String> problems() {
        Map<String, StoreConfig> stores = new TreeMap<>(further.byName());
        stores.put(StoreLocation.DEFAULT_STORE, usual);
        return stores.entrySet().stream()
                .filter(store -> config.settleAfter().compareTo(store.getValue().timeout()) <= 0)
                .map(store -> KEY + ": not longer than the timeout of the store " + store.getKey())
                .toList();
    }
}
