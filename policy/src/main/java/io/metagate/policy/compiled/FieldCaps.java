package io.metagate.policy.compiled;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The most that some restricts together let out of each field: no more than any of them. Of several constants, that of
 * the first policy by name.
 */
public record FieldCaps(Map<FieldPath, Transform> most) {

    public FieldCaps {
        most = Map.copyOf(most);
    }

    /** The caps of these restricts, which are in the order of their names. */
    public static FieldCaps of(List<CompiledRestriction> restrictions) {
        Map<FieldPath, Transform> most = new HashMap<>();
        for (CompiledRestriction restriction : restrictions) {
            restriction.caps().forEach((path, cap) -> most.merge(path, cap, Transform::meet));
        }
        return new FieldCaps(most);
    }

    /** What is left of a permit's rights. */
    public Map<FieldPath, FieldRights> on(Map<FieldPath, FieldRights> rights) {
        Map<FieldPath, FieldRights> left = new LinkedHashMap<>();
        rights.forEach(
                (path, granted) -> left.put(path, most.containsKey(path) ? granted.cappedBy(most.get(path)) : granted));
        return left;
    }
}
