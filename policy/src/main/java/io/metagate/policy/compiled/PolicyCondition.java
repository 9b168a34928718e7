package io.metagate.policy.compiled;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;

/**
 * What must hold of a request for a policy to apply. The same request always gives the same answer, and asking never
 * fails.
 */
@FunctionalInterface
public interface PolicyCondition {

    /** Whether it holds. */
    Truth of(Principal principal, RequestFacts facts);

    /** What is known of a condition. */
    enum Truth {
        /** It holds. */
        HOLDS,
        /** It does not. */
        FAILS,
        /**
         * It cannot be said, as where a claim is missing or is of another type. INVARIANT: whatever policy asks takes
         * this for the answer that reveals less: a permit does not apply, a restrict does (P6).
         */
        UNKNOWN
    }
}
