package io.metagate.gateway.readiness;

import io.metagate.policy.catalogue.StoreLocation;
import java.util.Set;

/** Whoever knows where the records of the catalogue in force are kept. */
public interface CataloguedPlaces {

    /** The places of all catalogued collections; none while no policies are in force. */
    Set<StoreLocation> places();
}
