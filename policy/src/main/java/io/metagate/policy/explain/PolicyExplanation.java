package io.metagate.policy.explain;

import io.metagate.policy.compiled.PolicyOrigin;
import java.util.List;

/**
 * Whether a policy applies to a request.
 *
 * @param policy the policy
 * @param misses why it does not, each a sentence without its first word, such as {@code it is for other purposes}; none
 *     if it applies
 * @param denies whether it applies and refuses altogether
 */
public record PolicyExplanation(PolicyOrigin policy, List<String> misses, boolean denies) {

    public PolicyExplanation {
        misses = List.copyOf(misses);
    }

    /** Whether it applies. */
    public boolean applies() {
        return misses.isEmpty();
    }
}
