package io.metagate.policy.model;

import io.metagate.policy.model.selector.FieldSelector;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A restrict as its author wrote it: what it says caps every permit.
 *
 * @param name the policy's name
 * @param mode whether it counts
 * @param principals whom it is for; everybody, where absent
 * @param purposes names of the purposes that it is for; all, where empty
 * @param collections names of the collections that it covers; all, where empty
 * @param actions what it restricts
 * @param when what must hold of the request; nothing, where absent
 * @param deny whether it refuses altogether
 * @param fields the most that leaves of fields; the first rule that matches a field counts
 */
public record Restriction(
        LocatedElement<String> name,
        PolicyMode mode,
        Optional<PrincipalSelector> principals,
        List<LocatedElement<String>> purposes,
        List<LocatedElement<String>> collections,
        Set<Action> actions,
        Optional<ConditionExpression> when,
        boolean deny,
        List<Cap> fields) {

    /**
     * The most that leaves of some fields.
     *
     * @param at where it stands
     * @param selector which fields
     * @param read the most that is revealed of their values
     */
    public record Cap(SourcePosition at, FieldSelector selector, Transform read) implements SelectingRule {}

    public Restriction {
        purposes = List.copyOf(purposes);
        collections = List.copyOf(collections);
        actions = Set.copyOf(actions);
        fields = List.copyOf(fields);
    }
}
