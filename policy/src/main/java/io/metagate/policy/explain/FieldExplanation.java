package io.metagate.policy.explain;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.source.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a field.
 *
 * @param field the field
 * @param grants what each applying permit with a rule for the field grants, in the order of their names
 * @param caps the most that each applying restrict with a rule for the field lets out, in the order of their names
 */
public record FieldExplanation(Field field, List<Grant> grants, List<Cap> caps) {

    /**
     * What one permit grants.
     *
     * @param policy the permit's name
     * @param rule where its rule stands
     * @param granted the rights of the rule
     * @param left what the restricts leave of them
     */
    public record Grant(String policy, SourcePosition rule, FieldRights granted, FieldRights left) {}

    /**
     * What one restrict lets out.
     *
     * @param policy the restrict's name
     * @param rule where its rule stands
     * @param most the most that leaves
     */
    public record Cap(String policy, SourcePosition rule, Transform most) {}

    public FieldExplanation {
        grants = List.copyOf(grants);
        caps = List.copyOf(caps);
    }

    /**
     * The grant that counts in a record that every applying permit covers: what reveals most, of equals the first;
     * empty if none lets the field out.
     */
    public Optional<Grant> winning() {
        return grants.stream().filter(grant -> grant.left().readable()).reduce((first, second) -> {
            Transform released = first.left().read().or(second.left().read());
            return released.equals(first.left().read()) ? first : second;
        });
    }
}
