package io.metagate.store.index;

import io.metagate.policy.catalogue.StoreLocation;

/** Whoever knows which indexes collections of the store have. */
public interface IndexSource {

    /** The indexes of a collection, as far as they are known. */
    CollectionIndexes of(StoreLocation location);
}
