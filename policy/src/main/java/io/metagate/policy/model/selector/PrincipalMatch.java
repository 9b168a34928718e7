package io.metagate.policy.model.selector;

/** Whether a principal is one of those selected (the values of a match in XACML 3.0, section 7.6). */
public enum PrincipalMatch {
    /** It is. */
    MATCH,
    /** It is not. */
    NO_MATCH,
    /** That cannot be said, as where a claim is of another type. */
    INDETERMINATE;

    /** This and that: both have to match. */
    PrincipalMatch and(PrincipalMatch other) {
        if (this == NO_MATCH || other == NO_MATCH) {
            return NO_MATCH;
        }
        return this == MATCH ? other : INDETERMINATE;
    }
}
