package io.metagate.policy.model;

/** Whether values of a field may be written. */
public enum WriteRight {
    /** They may not. */
    NONE,
    /** They may, although the writer does not read them in clear. */
    BLIND,
    /** They may, by a writer who reads them in clear. */
    SEEING
}
