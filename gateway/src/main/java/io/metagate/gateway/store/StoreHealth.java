package io.metagate.gateway.store;

import io.metagate.store.Privileges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How each store is, as the driver's own monitor and the watch last saw it. Down where no store answers, as nothing could be read then, and where one
 * answers strangers (P6).
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private final Stores stores;
    private final Exposures exposures;
    private final StoreIndexes indexes;
    private final StoreWatch watch;

    StoreHealth(Stores stores, Exposures exposures, StoreIndexes indexes, StoreWatch watch) {
        this.stores = stores;
        this.exposures = exposures;
        this.indexes = indexes;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
        List<Store> all = stores.all();
        all.forEach(store -> describe(store, response));
        boolean up = all.stream().anyMatch(Store::answers) && all.stream().noneMatch(exposures::has);
        return response.status(up).build();
    }

    private void describe(Store store, HealthCheckResponseBuilder response) {
        response.withData(store.name(), state(store));
        response.withData(store.name() + " privileges", said(watch.privileges(store)));
        List<String> outOfDate = indexes.outOfDate(store);
        if (!outOfDate.isEmpty()) {
            response.withData(store.name() + " indexes unread", String.join(", ", outOfDate));
        }
    }

    private String state(Store store) {
        if (exposures.has(store)) {
            return "the store answers without credentials";
        }
        if (!store.answers()) {
            return "the store does not answer";
        }
        return exposures.told(store) ? "the store answers" : "the store answers; whether strangers too is not known";
    }

    private static String said(Privileges privileges) {
        if (privileges instanceof Privileges.Known known) {
            return known.excess().isEmpty()
                    ? "no more than needed"
                    : "more than needed: " + String.join("; ", known.excess());
        }
        return "unknown";
    }
}
