package io.metagate.policy.compiled;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One restrict on one collection, with its rules resolved to the collection's fields.
 *
 * @param name the policy's name
 * @param principals whom it is for; everybody, where empty
 * @param purposes the purposes that it is for; all, where empty
 * @param actions what it restricts
 * @param collection the name of the collection
 * @param when what must hold of the request; nothing, where empty
 * @param deny whether it refuses altogether
 * @param caps the most that leaves of each field; a field that is not here, it does not mention
 */
public record CompiledRestriction(
        String name,
        Optional<PrincipalSelector> principals,
        Set<String> purposes,
        Set<Action> actions,
        String collection,
        Optional<PolicyCondition> when,
        boolean deny,
        Map<FieldPath, Transform> caps) {

    public CompiledRestriction {
        purposes = Set.copyOf(purposes);
        actions = Set.copyOf(actions);
        caps = Map.copyOf(caps);
    }

    /**
     * Whether it restricts such requests, its condition aside. Where it cannot be said whether it is for the principal,
     * it is.
     */
    public boolean covers(Principal principal, String purpose, Action action, String asked) {
        return collection.equals(asked)
                && actions.contains(action)
                && (purposes.isEmpty() || purposes.contains(purpose))
                && principals.map(selector -> selector.maySelect(principal)).orElse(true);
    }

    /** Whether it restricts such a request. Where it cannot be said whether its condition holds, it does. */
    public boolean isFor(Principal principal, RequestFacts facts) {
        return covers(principal, facts.purpose(), facts.action(), facts.collection())
                && (when.isEmpty() || when.get().of(principal, facts) != PolicyCondition.Truth.FAILS);
    }
}
