package io.metagate.policy.compiled;

import io.metagate.policy.model.PolicyMode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.SourcePosition;
import java.util.Map;
import java.util.Optional;

/**
 * Where a policy and its rules stand.
 *
 * @param name the policy's name
 * @param permit whether it permits; it restricts otherwise
 * @param mode whether it counts
 * @param at where it stands
 * @param rules by the name of a collection: the rule that counts for each field; a field that is not here, no rule
 *     selects
 */
public record PolicyOrigin(
        String name,
        boolean permit,
        PolicyMode mode,
        SourcePosition at,
        Map<String, Map<FieldPath, SourcePosition>> rules) {

    public PolicyOrigin {
        rules = Map.copyOf(rules);
    }

    /** Whether it covers the collection. */
    public boolean covers(String collection) {
        return rules.containsKey(collection);
    }

    /** Where the rule stands that counts for the field; empty if none does. */
    public Optional<SourcePosition> rule(String collection, FieldPath field) {
        return Optional.ofNullable(rules.getOrDefault(collection, Map.of()).get(field));
    }
}
