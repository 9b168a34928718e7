package io.metagate.gateway.readiness;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import java.util.Map;
import java.util.Set;

/** Whoever knows where the records of the catalogue in force are kept. */
public interface CataloguedPlaces {

    /**
     * The places of all catalogued collections, and what policies permit there; none while no policies are in force.
     */
    Map<StoreLocation, Set<Action>> places();
}
