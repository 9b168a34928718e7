package io.metagate.policy.decision.combination;

import io.metagate.policy.redaction.key.PseudonymKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The combinations of policies that requests have met so far. */
public final class PolicyCombinationCache {

    /** The most that are kept; others are made again for each request. */
    private static final int MOST = 4_096;

    private final PseudonymKeys keys;
    private final Map<List<String>, PolicyCombination> known = new ConcurrentHashMap<>();

    public PolicyCombinationCache(PseudonymKeys keys) {
        this.keys = keys;
    }

    /** The combination of the selected policies, among which there is a permit. */
    public PolicyCombination of(ApplicablePolicies selected) {
        List<String> key = selected.key();
        PolicyCombination met = known.get(key);
        if (met != null) {
            return met;
        }
        PolicyCombination made = PolicyCombination.of(selected, keys);
        if (known.size() < MOST) {
            known.put(key, made);
        }
        return made;
    }
}
