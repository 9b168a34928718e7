package io.metagate.policy.redaction.plan;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import java.util.Map;

/**
 * What one policy releases of a collection's records.
 *
 * @param policy the name of the policy
 * @param transforms what happens to which field; a field without a transform is removed
 */
public record PolicyRelease(String policy, Map<FieldPath, Transform> transforms) {

    public PolicyRelease {
        transforms = Map.copyOf(transforms);
    }
}
