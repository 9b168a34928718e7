package io.metagate.policy.decision;

import io.metagate.policy.grant.Caps;
import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.CompiledRestriction;
import io.metagate.policy.grant.FieldRights;
import io.metagate.policy.grant.Policies;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The most that a principal can see and do, whatever the row scopes and conditions of the permits say of a request. A restrict with a condition does not
 * count, as it may not apply. Ties are broken by the names of policies, as in decisions.
 *
 * @param fields what there is of each field; a field that is not here, the principal does not see and cannot use
 */
public record Sight(Map<FieldPath, FieldRights> fields) {

    public Sight {
        fields = Map.copyOf(fields);
    }

    /** The sight of that principal. */
    public static Sight of(Policies policies, Principal principal, String purpose, Action action, String collection) {
        List<CompiledRestriction> restrictions = policies.restrictions().stream()
                .filter(restriction -> restriction.when().isEmpty())
                .filter(restriction -> restriction.covers(principal, purpose, action, collection))
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        if (restrictions.stream().anyMatch(CompiledRestriction::deny)) {
            return new Sight(Map.of());
        }
        Caps caps = Caps.of(restrictions);
        Map<FieldPath, FieldRights> fields = new TreeMap<>();
        policies.permits().stream()
                .filter(permit -> permit.isFor(principal, purpose))
                .filter(permit -> permit.actions().contains(action)
                        && permit.collection().name().equals(collection))
                .sorted(Comparator.comparing(CompiledPermit::name))
                .map(permit -> permit.cappedBy(caps))
                .forEach(permit ->
                        permit.rights().forEach((path, rights) -> fields.merge(path, rights, FieldRights::or)));
        fields.values().removeIf(FieldRights.NONE::equals);
        return new Sight(fields);
    }
}
