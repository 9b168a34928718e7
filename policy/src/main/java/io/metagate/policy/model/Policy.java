package io.metagate.policy.model;

import io.metagate.policy.model.rows.RowsEntry;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Action;
import io.metagate.policy.source.LocatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A permit as its author wrote it.
 *
 * @param name the policy's name
 * @param mode whether it counts
 * @param principals whom it is for
 * @param purposes names of the purposes that it is for
 * @param collections names of the collections that it covers; all, where empty
 * @param actions what it permits
 * @param terms what it asks of queries
 * @param rows the records that it covers; all, where absent
 * @param when what must hold of the request; nothing, where absent
 * @param fields what it says of fields; the first rule that matches a field counts
 */
public record Policy(
        LocatedElement<String> name,
        PolicyMode mode,
        PrincipalSelector principals,
        List<LocatedElement<String>> purposes,
        List<LocatedElement<String>> collections,
        Set<Action> actions,
        QueryConstraintsEntry terms,
        Optional<RowsEntry> rows,
        Optional<ConditionExpression> when,
        List<FieldRule> fields) {

    public Policy {
        purposes = List.copyOf(purposes);
        collections = List.copyOf(collections);
        actions = Set.copyOf(actions);
        fields = List.copyOf(fields);
    }
}
