package io.metagate.policy.decision.shadow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the policies in shadow would have changed of a decision. It is no part of the decision: nothing that leaves
 * depends on it.
 *
 * @param differences by the name of each policy in shadow that the request is one for, what would be otherwise if it
 *     alone were active; nothing, where empty
 */
public record ShadowOutcome(Map<String, Set<ShadowEffect>> differences) {

    private static final ShadowOutcome NONE = new ShadowOutcome(Map.of());

    public ShadowOutcome {
        TreeMap<String, Set<ShadowEffect>> sorted = new TreeMap<>();
        differences.forEach((policy, kinds) -> sorted.put(policy, Set.copyOf(kinds)));
        differences = Collections.unmodifiableSortedMap(sorted);
    }

    /** No policy in shadow has to do with the request. */
    public static ShadowOutcome none() {
        return NONE;
    }

    /** The names of the policies that would make a difference, in order. */
    public List<String> differing() {
        return differences.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
