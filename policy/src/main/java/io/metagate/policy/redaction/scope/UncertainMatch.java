package io.metagate.policy.redaction.scope;

/** How a case is read of which only the store knows how it is. The negation of a test reads its part the other way. */
enum UncertainMatch {
    /** The test does not hold: what holds is certain. */
    STRICT,
    /** The test holds: what does not hold is certain not to. */
    LENIENT;

    /** Whether a test holds in a case of doubt. */
    boolean holdsInDoubt() {
        return this == LENIENT;
    }

    UncertainMatch ofNegated() {
        return this == STRICT ? LENIENT : STRICT;
    }
}
