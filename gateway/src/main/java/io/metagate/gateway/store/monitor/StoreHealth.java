package io.metagate.gateway.store.monitor;

import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreAbilities;
import io.metagate.gateway.store.StoreErrors;
import io.metagate.gateway.store.StoreIndexes;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.store.UserPrivileges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How each store is, as the driver's own monitor and the watch last saw it. Down where no store answers, as nothing
 * could be read then, and where one answers strangers (P6).
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    private final MetadataStores stores;
    private final UnauthenticatedStoreGuard exposures;
    private final StoreIndexes indexes;
    private final StoreAbilities abilities;
    private final StoreErrors errors;

    StoreHealth(
            MetadataStores stores,
            UnauthenticatedStoreGuard exposures,
            StoreIndexes indexes,
            StoreAbilities abilities,
            StoreErrors errors) {
        this.stores = stores;
        this.exposures = exposures;
        this.indexes = indexes;
        this.abilities = abilities;
        this.errors = errors;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
        List<MetadataStore> all = stores.all();
        all.forEach(store -> describe(store, response));
        boolean up =
                all.stream().anyMatch(MetadataStore::answers) && all.stream().noneMatch(exposures::has);
        return response.status(up).build();
    }

    private void describe(MetadataStore store, HealthCheckResponseBuilder response) {
        response.withData(store.name(), state(store));
        response.withData(store.name() + " privileges", said(abilities.privileges(store)));
        describe(store.name() + " indexes unread", indexes.outOfDate(store), response);
        describe(store.name() + " engine lacks", abilities.lacking(store), response);
        describe(store.name() + " errors", errors.told(store), response);
    }

    private static void describe(String what, List<String> told, HealthCheckResponseBuilder response) {
        if (!told.isEmpty()) {
            response.withData(what, String.join("; ", told));
        }
    }

    private String state(MetadataStore store) {
        if (exposures.has(store)) {
            return "the store answers without credentials";
        }
        if (!store.answers()) {
            return "the store does not answer";
        }
        return exposures.told(store) ? "the store answers" : "the store answers; whether strangers too is not known";
    }

    private static String said(UserPrivileges privileges) {
        return privileges.fold(
                known -> known.excess().isEmpty()
                        ? "no more than needed"
                        : "more than needed: " + String.join("; ", known.excess()),
                unknown -> "unknown");
    }
}
