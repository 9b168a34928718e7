package io.metagate.gateway.store;

import io.metagate.gateway.readiness.CataloguedPlaces;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import io.metagate.store.UserPrivileges;
import io.metagate.store.engine.AbilityReport;
import io.metagate.store.engine.EngineAbility;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What the gateway is able to do in its stores, as far as was last seen: what its user may do there, and what their
 * engines can.
 */
@ApplicationScoped
public class StoreAbilities {

    private static final Logger LOG = Logger.getLogger(StoreAbilities.class);

    private final CataloguedPlaces catalogue;
    private final Map<String, UserPrivileges> privileges = new ConcurrentHashMap<>();
    private final Map<String, AbilityReport> reports = new ConcurrentHashMap<>();

    public StoreAbilities(CataloguedPlaces catalogue) {
        this.catalogue = catalogue;
    }

    /** Looks once what the user may do. */
    public void weigh(MetadataStore store) {
        UserPrivileges now = UserPrivileges.of(store.client(), store.name(), catalogue.places());
        UserPrivileges before = privileges(store);
        privileges.put(store.name(), now);
        List<String> excess = now.fold(UserPrivileges.Known::excess, unknown -> List.of());
        if (!excess.isEmpty() && !now.equals(before)) {
            LOG.warnv(
                    "the gateway''s user at {0} may do more than the gateway has a use for: {1}",
                    store.hosts(), String.join("; ", excess));
        }
    }

    /** What was last seen of the rights of the gateway's user. */
    public UserPrivileges privileges(MetadataStore store) {
        return privileges.getOrDefault(store.name(), new UserPrivileges.Unknown());
    }

    /** Looks once what the engine can, at the first of the collections that the policies let anybody use. */
    public void examine(MetadataStore store) {
        Map<StoreLocation, Set<Action>> places = catalogue.places();
        Set<Action> permitted = EnumSet.noneOf(Action.class);
        places.forEach((place, actions) -> {
            if (place.store().equals(store.name())) {
                permitted.addAll(actions);
            }
        });
        places.keySet().stream()
                .filter(place -> place.store().equals(store.name()))
                .min(StoreAbilities::byName)
                .ifPresent(place -> note(
                        store,
                        AbilityReport.of(
                                store.client(), place, permitted, store.config().timeout())));
    }

    private static int byName(StoreLocation one, StoreLocation other) {
        return (one.database() + "." + one.collection()).compareTo(other.database() + "." + other.collection());
    }

    private void note(MetadataStore store, AbilityReport report) {
        AbilityReport before = reports.put(store.name(), report);
        report.lacking().forEach((ability, error) -> {
            if (before == null || !before.lacks(ability)) {
                LOG.warnv(
                        "the engine of the store {0} answers {1} with error {2}: {3}",
                        store.name(), ability.means(), error, ability.without());
            }
        });
    }

    /** Whether the engine was seen to lack it. */
    public boolean lacks(MetadataStore store, EngineAbility ability) {
        AbilityReport report = reports.get(store.name());
        return report != null && report.lacks(ability);
    }

    /** What the engine was seen to lack, a sentence for each; none if nothing was. */
    public List<String> lacking(MetadataStore store) {
        AbilityReport report = reports.get(store.name());
        return report == null ? List.of() : report.sentences();
    }
}
