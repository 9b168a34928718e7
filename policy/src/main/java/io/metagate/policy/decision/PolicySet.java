package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.model.Limit;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.PseudonymKeys;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.ReleasePlan;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All policies of one revision, ready to decide. Immutable; made by the compiler alone. */
public final class PolicySet {

    /** The most combinations that are kept; others are made again for each request. */
    private static final int MOST_COMBINATIONS = 4_096;

    private final PolicyRevision revision;
    private final Catalogue catalogue;
    private final PermitIndex permits;
    private final List<Limit> limits;
    private final PseudonymKeys keys;
    private final Map<List<String>, Combination> combinations = new ConcurrentHashMap<>();

    /**
     * Puts compiled parts together.
     *
     * @param permits one for each policy and collection that it covers
     */
    public PolicySet(
            PolicyRevision revision,
            Catalogue catalogue,
            List<CompiledPermit> permits,
            List<Limit> limits,
            PseudonymKeys keys) {
        this.revision = revision;
        this.catalogue = catalogue;
        this.permits = new PermitIndex(permits);
        this.limits = List.copyOf(limits);
        this.keys = keys;
    }

    /** Which revision this is. */
    public PolicyRevision revision() {
        return revision;
    }

    /** What the policies speak of. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The limits that hold for the principal, in the order of the bundle. */
    public List<Limit> limitsFor(Principal principal) {
        return limits.stream()
                .filter(limit -> limit.principals().selects(principal))
                .toList();
    }

    /** The collections that the principal may use for the purpose, in the order of names. */
    public List<VisibleCollection> visibleTo(Principal principal, String purpose) {
        Map<String, TreeSet<Action>> visible = new TreeMap<>();
        permits.applyingTo(principal, purpose)
                .forEach(permit -> visible.computeIfAbsent(permit.collection().name(), name -> new TreeSet<>())
                        .addAll(permit.actions()));
        return visible.entrySet().stream()
                .map(entry -> new VisibleCollection(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** Decides. INVARIANT: nothing is allowed until a permit allows it (P6). */
    public Decision decide(AccessRequest request) {
        List<ScopedPermit> applying = permits.applyingTo(request);
        if (applying.isEmpty()) {
            return new Decision.Deny(revision, Reason.NO_PERMIT);
        }
        List<ScopedPermit> granting = applying.stream()
                .filter(permit -> grantsEveryUse(permit.permit(), request))
                .toList();
        if (granting.isEmpty() || !allReadable(applying, request.query())) {
            return new Decision.Deny(revision, Reason.FIELD_NOT_PERMITTED);
        }
        Combination combination = combination(request.collection(), applying);
        return TypedFilter.of(request.query().filter(), combination.collection())
                .<Decision>map(filter -> permit(request, filter, combination, applying, granting))
                .orElseGet(() -> new Decision.Deny(revision, Reason.VALUE_OF_WRONG_TYPE));
    }

    private Combination combination(String collection, List<ScopedPermit> applying) {
        List<CompiledPermit> together =
                applying.stream().map(ScopedPermit::permit).toList();
        List<String> key = new ArrayList<>(together.size() + 1);
        key.add(collection);
        together.forEach(permit -> key.add(permit.name()));
        Combination known = combinations.get(key);
        if (known != null) {
            return known;
        }
        Combination made = Combination.of(together, keys);
        if (combinations.size() < MOST_COMBINATIONS) {
            combinations.put(key, made);
        }
        return made;
    }

    private Decision permit(
            AccessRequest request,
            Predicate filter,
            Combination combination,
            List<ScopedPermit> applying,
            List<ScopedPermit> granting) {
        Query query = request.query();
        PermittedQuery permitted = new PermittedQuery(
                combination.collection().store(),
                Predicate.both(filter, scopeOf(granting)),
                query.sort(),
                query.limit(),
                query.after());
        ReleasePlan everything = combination
                .table()
                .within(applying.stream().map(ScopedPermit::scope).toList());
        ReleasePlan plan = query.fields()
                .map(fields -> everything.select(new HashSet<>(fields)))
                .orElse(everything);
        int probes = probes(request, applying);
        return new Decision.Permit(revision, permitted, new Redactor(plan), combination.names(), probes);
    }

    /** The look-up by identifier that the action read is made of is not a use of the identifier field. */
    private static boolean grantsEveryUse(CompiledPermit permit, AccessRequest request) {
        Query query = request.query();
        return (request.action() == Action.READ || query.filter().uses().allMatch(permit::grants))
                && query.sort().stream().allMatch(permit::grants);
    }

    private static boolean allReadable(List<ScopedPermit> applying, Query query) {
        return query.fields().orElse(List.of()).stream().allMatch(path -> anyReads(applying, path));
    }

    private static boolean anyReads(List<ScopedPermit> applying, FieldPath path) {
        return applying.stream().anyMatch(permit -> permit.permit().reads(path));
    }

    private static Predicate scopeOf(List<ScopedPermit> granting) {
        List<Predicate> scopes =
                granting.stream().map(ScopedPermit::scope).distinct().toList();
        if (scopes.contains(Predicate.all())) {
            return Predicate.all();
        }
        return scopes.size() == 1 ? scopes.get(0) : new Predicate.Or(scopes);
    }

    private static int probes(AccessRequest request, List<ScopedPermit> applying) {
        if (request.action() == Action.READ) {
            return 0;
        }
        return request.query()
                .filter()
                .uses()
                .filter(use ->
                        applying.stream().noneMatch(permit -> permit.permit().readsInClear(use.path())))
                .mapToInt(FilterUse::values)
                .sum();
    }
}
