package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.plan.PolicyRelease;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import io.metagate.policy.request.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One permit on one collection, with its rules resolved to the collection's fields.
 *
 * @param name the policy's name
 * @param principals whom it is for
 * @param purposes the purposes that it is for
 * @param actions what it permits
 * @param collection the collection that it covers
 * @param terms what it asks of queries
 * @param rows which of its records; all, where empty
 * @param when what must hold of the request; nothing, where empty
 * @param rights what it grants on each field; a field that is not here, it does not mention
 */
public record CompiledPermit(
        String name,
        PrincipalSelector principals,
        Set<String> purposes,
        Set<Action> actions,
        Collection collection,
        QueryConstraints terms,
        Optional<RowFilterTemplate> rows,
        Optional<PolicyCondition> when,
        Map<FieldPath, FieldRights> rights) {

    public CompiledPermit {
        purposes = Set.copyOf(purposes);
        actions = Set.copyOf(actions);
        rights = Map.copyOf(rights);
    }

    /** Whether it is for such requests, its action, condition and rows aside. */
    public boolean isFor(Principal principal, String purpose) {
        return purposes.contains(purpose) && principals.surelySelects(principal);
    }

    /** Whether it permits such a request. */
    public boolean appliesTo(AccessRequest request) {
        Principal principal = request.principal();
        return collection.name().equals(request.collection())
                && actions.contains(request.action())
                && isFor(principal, request.purpose())
                && holdsFor(principal, request.facts())
                && canScope(principal);
    }

    /** Whether the condition holds; where that cannot be said, the permit does not apply. */
    public boolean holdsFor(Principal principal, RequestFacts facts) {
        return when.isEmpty() || when.get().of(principal, facts) == PolicyCondition.Truth.HOLDS;
    }

    /** Whether the principal has the claims that the row scope needs; without them the permit does not apply. */
    public boolean canScope(Principal principal) {
        return rowsFor(principal).isPresent();
    }

    /** The records that it covers for the principal; empty where a claim is missing that its rows need. */
    public Optional<Predicate> rowsFor(Principal principal) {
        return ScopedPermit.resolve(this, principal).map(ScopedPermit::scope);
    }

    /**
     * Whether a filter may use a field so. What holds for nothing tells whether there is something, as of a field in
     * clear the records themselves do.
     */
    public boolean grants(FilterUse use) {
        FieldRights granted = rights.get(use.path());
        return granted != null && granted.uses().filter().contains(use.kind()) && (!use.missing() || granted.clear());
    }

    /** Whether records may be ordered so. */
    public boolean grants(SortKey key) {
        FieldRights granted = rights.get(key.path());
        return granted != null && granted.uses().sort();
    }

    /** Whether records may be counted by the field. */
    public boolean grantsGroup(FieldPath path) {
        FieldRights granted = rights.get(path);
        return granted != null && granted.uses().group();
    }

    /** Whether values of the field leave in any form. */
    public boolean reads(FieldPath path) {
        FieldRights granted = rights.get(path);
        return granted != null && granted.readable();
    }

    /** Whether values of the field leave for such an action: tokens are turned back where the value leaves as it is. */
    public boolean reads(FieldPath path, Action action) {
        return action == Action.REVEAL ? readsInClear(path) : reads(path);
    }

    /** Whether values may be written at the path, whoever sees them. */
    public boolean writes(FieldPath path) {
        FieldRights granted = rights.get(path);
        return granted != null && granted.write() != WriteRight.NONE;
    }

    /** Whether all may be written that an action writes at that path, which is something. */
    public boolean writes(FieldPath path, Action action) {
        List<FieldPath> written = WrittenFields.at(path, collection, action);
        return !written.isEmpty() && written.stream().allMatch(this::writes);
    }

    /** Whether values of the field leave as they are. */
    public boolean readsInClear(FieldPath path) {
        FieldRights granted = rights.get(path);
        return granted != null && granted.clear();
    }

    /** This permit with no more than the caps let it grant. */
    public CompiledPermit cappedBy(FieldCaps caps) {
        return new CompiledPermit(name, principals, purposes, actions, collection, terms, rows, when, caps.on(rights));
    }

    /** What this permit releases of the records that it covers. */
    public PolicyRelease release() {
        Map<FieldPath, Transform> transforms = new TreeMap<>();
        rights.forEach((path, granted) -> {
            if (granted.readable()) {
                transforms.put(path, granted.read());
            }
        });
        return new PolicyRelease(name, transforms);
    }
}
