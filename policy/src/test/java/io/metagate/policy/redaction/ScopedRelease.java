package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.plan.PolicyRelease;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.plan.ReleaseTable;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What one policy releases in its part of a collection.
 *
 * @param policy the name of the policy
 * @param scope the records it covers
 * @param transforms what happens to which field; a field without a transform is removed
 */
public record ScopedRelease(String policy, Predicate scope, Map<FieldPath, Transform> transforms) {

    public ScopedRelease {
        transforms = Map.copyOf(transforms);
    }

    /** The plan of these releases. */
    static ReleasePlan plan(Collection collection, List<ScopedRelease> releases, PseudonymKeys keys) {
        List<ScopedRelease> byPolicy = releases.stream()
                .sorted(Comparator.comparing(ScopedRelease::policy))
                .toList();
        List<PolicyRelease> unscoped = byPolicy.stream()
                .map(release -> new PolicyRelease(release.policy(), release.transforms()))
                .toList();
        return ReleaseTable.of(collection, unscoped, keys)
                .within(byPolicy.stream().map(ScopedRelease::scope).toList());
    }
}
