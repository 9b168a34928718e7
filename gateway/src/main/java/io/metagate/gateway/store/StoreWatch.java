package io.metagate.gateway.store;

import io.metagate.gateway.readiness.CataloguedPlaces;
import io.metagate.store.Privileges;
import io.metagate.store.Stranger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks after the stores while the gateway runs: who gets answers from them, and what the gateway's user may do there. */
@ApplicationScoped
class StoreWatch {

    private static final Logger LOG = Logger.getLogger(StoreWatch.class);

    private final Stores stores;
    private final Exposures exposures;
    private final CataloguedPlaces catalogue;
    private final MeterRegistry meters;
    private final Map<String, Privileges> privileges = new ConcurrentHashMap<>();

    StoreWatch(Stores stores, Exposures exposures, CataloguedPlaces catalogue, MeterRegistry meters) {
        this.stores = stores;
        this.exposures = exposures;
        this.catalogue = catalogue;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent event) {
        for (Store store : stores.all()) {
            String name = store.name();
            Gauge.builder("metagate.store.open", () -> exposures.has(store) ? 1 : 0)
                    .tag("store", name)
                    .register(meters);
            Gauge.builder("metagate.store.excess.privileges", () -> excess(store))
                    .tag("store", name)
                    .register(meters);
            weigh(store);
        }
    }

    /** Looks once who gets answers, and what the gateway's user may do. */
    void probe(Store store) {
        exposures.note(store, new Stranger(store.config()).attempt());
        weigh(store);
    }

    /** What was last seen of the rights of the gateway's user. */
    Privileges privileges(Store store) {
        return privileges.getOrDefault(store.name(), new Privileges.Unknown());
    }

    private void weigh(Store store) {
        Privileges now = Privileges.of(store.client(), store.name(), catalogue.places());
        Privileges before = privileges(store);
        privileges.put(store.name(), now);
        if (now instanceof Privileges.Known known && !known.excess().isEmpty() && !now.equals(before)) {
            LOG.warnv(
                    "the gateway''s user at {0} may do more than the gateway has a use for: {1}",
                    store.hosts(), String.join("; ", known.excess()));
        }
    }

    /** How many places the user has rights at that the gateway has no use for; not a number where that is unknown. */
    private double excess(Store store) {
        return privileges(store) instanceof Privileges.Known known
                ? known.excess().size()
                : Double.NaN;
    }
}
