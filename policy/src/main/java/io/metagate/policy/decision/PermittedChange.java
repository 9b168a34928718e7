package io.metagate.policy.decision;

/**
 * What may be done to one record. INVARIANT: made by a decision alone, so that the store changes nothing that no policy
 * permits.
 */
public sealed interface PermittedChange permits PermittedCreate, PermittedUpdate, PermittedDelete {}
