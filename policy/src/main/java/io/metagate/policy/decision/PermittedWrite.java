package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;

/** A change that a store may do as it is: where it goes is known to be within the permits' row scopes. */
public sealed interface PermittedWrite permits PermittedCreation, PermittedEdit, PermittedRemoval {

    /** Where the record is, or is to be. */
    StoreLocation store();
}
