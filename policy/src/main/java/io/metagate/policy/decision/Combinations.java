package io.metagate.policy.decision;

import io.metagate.policy.redaction.PseudonymKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The combinations of policies that requests have met so far. */
final class Combinations {

    /** The most that are kept; others are made again for each request. */
    private static final int MOST = 4_096;

    private final PseudonymKeys keys;
    private final Map<List<String>, Combination> known = new ConcurrentHashMap<>();

    Combinations(PseudonymKeys keys) {
        this.keys = keys;
    }

    Combination of(List<CompiledPermit> permits, List<CompiledRestriction> restrictions) {
        List<String> key = new ArrayList<>();
        key.add(permits.get(0).collection().name());
        permits.forEach(permit -> key.add(permit.name()));
        restrictions.forEach(restriction -> key.add(restriction.name()));
        Combination met = known.get(key);
        if (met != null) {
            return met;
        }
        Combination made = Combination.of(permits, restrictions, keys);
        if (known.size() < MOST) {
            known.put(key, made);
        }
        return made;
    }
}
