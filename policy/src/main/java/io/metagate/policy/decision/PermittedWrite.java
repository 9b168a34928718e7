package io.metagate.policy.decision;

import io.metagate.policy.catalogue.StoreLocation;
import java.util.Set;

/** A change that a store may do as it is: where it goes is known to be within the permits' row scopes. */
public sealed interface PermittedWrite permits PermittedCreate, PermittedPatch, PermittedDelete {

    /** Where the record is, or is to be. */
    StoreLocation store();

    /**
     * The names that members of a record have which the catalogue lists, or fields in them: all that a decision looks
     * at.
     */
    Set<String> names();

    /** What the visitor does with this variant. */
    <R> R accept(PermittedWriteVisitor<R> visitor);

    /** Does something with a change that a store may do, for each variant what is due to it. */
    interface PermittedWriteVisitor<R> {

        R create(PermittedCreate create);

        R patch(PermittedPatch patch);

        R delete(PermittedDelete delete);
    }
}
