package io.metagate.policy.redaction;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
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
}
