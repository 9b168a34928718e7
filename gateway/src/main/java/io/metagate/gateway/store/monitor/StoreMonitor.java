package io.metagate.gateway.store.monitor;

import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreAbilities;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.store.AnonymousAccessProbe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Looks after the stores while the gateway runs: who gets answers from them, and what the gateway is able to do there.
 */
@ApplicationScoped
class StoreMonitor {

    private final MetadataStores stores;
    private final UnauthenticatedStoreGuard exposures;
    private final StoreAbilities abilities;
    private final MeterRegistry meters;

    StoreMonitor(
            MetadataStores stores,
            UnauthenticatedStoreGuard exposures,
            StoreAbilities abilities,
            MeterRegistry meters) {
        this.stores = stores;
        this.exposures = exposures;
        this.abilities = abilities;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent event) {
        for (MetadataStore store : stores.all()) {
            String name = store.name();
            Gauge.builder("metagate.store.unauthenticated", () -> exposures.has(store) ? 1 : 0)
                    .tag("store", name)
                    .register(meters);
            Gauge.builder("metagate.store.excess.privileges", () -> excess(store))
                    .tag("store", name)
                    .register(meters);
            look(store);
        }
    }

    /** Looks once who gets answers, what the gateway's user may do, and what the engine is able to do. */
    void probe(MetadataStore store) {
        exposures.note(store, new AnonymousAccessProbe(store.config()).attempt());
        look(store);
    }

    /** INVARIANT: a store that answers strangers is not asked for records, not even whether it could give them (P6). */
    private void look(MetadataStore store) {
        abilities.weigh(store);
        if (!exposures.has(store)) {
            abilities.examine(store);
        }
    }

    /** How many places the user has rights at that the gateway has no use for; not a number where that is unknown. */
    private double excess(MetadataStore store) {
        return abilities
                .privileges(store)
                .<Double>fold(known -> (double) known.excess().size(), unknown -> Double.NaN);
    }
}
