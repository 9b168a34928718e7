package io.metagate.policy.model;

/** Whether a policy counts. */
public enum PolicyMode {
    /** It is compiled, and has no effect. */
    DRAFT,
    /** It is asked beside those that count, and what it would change is told; it changes nothing. */
    SHADOW,
    /** It counts. */
    ACTIVE
}
