package io.metagate.policy.decision;

/**
 * What may be done to one record. INVARIANT: made by a decision alone, so that the store changes nothing that no policy
 * permits.
 */
public sealed interface PermittedChange permits PermittedCreate, PermittedUpdate, PermittedDelete {

    /** What the visitor does with this variant. */
    <R> R accept(PermittedChangeVisitor<R> visitor);

    /** Does something with what may be done, for each variant what is due to it. */
    interface PermittedChangeVisitor<R> {

        R create(PermittedCreate create);

        R update(PermittedUpdate update);

        R delete(PermittedDelete delete);
    }
}
