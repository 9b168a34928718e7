package io.metagate.policy.compiled;

import java.util.List;

/**
 * The policies of a bundle, ready to be asked.
 *
 * @param active those that count
 * @param shadow those that are asked beside them, and change nothing
 * @param origins where the policies stand, drafts included, in the order of their names
 */
public record CompiledPolicies(PolicyLists active, PolicyLists shadow, List<PolicyOrigin> origins) {

    public CompiledPolicies {
        origins = List.copyOf(origins);
    }
}
