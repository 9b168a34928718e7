package io.metagate.policy.model;

/** Whether a policy counts. */
public enum Mode {
    /** It is compiled, and has no effect. */
    DRAFT,
    /** It counts. */
    ACTIVE
}
