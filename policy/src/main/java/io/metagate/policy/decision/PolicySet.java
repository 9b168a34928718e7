package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.QueryTerms;
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
import io.metagate.policy.request.RequestFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All policies of one revision, ready to decide. Immutable; made by the compiler alone. */
public final class PolicySet {

    private final PolicyRevision revision;
    private final Catalogue catalogue;
    private final Policies active;
    private final PermitIndex permits;
    private final List<Limit> limits;
    private final List<CompiledRestriction> restrictions;
    private final Combinations combinations;
    private final List<PolicyOrigin> origins;
    private final ShadowPolicies shadows;

    /**
     * Puts compiled parts together.
     *
     * @param active the policies that count
     * @param shadow those that are asked beside them, and change nothing
     * @param origins where the policies stand, drafts included, in the order of their names
     */
    public PolicySet(
            PolicyRevision revision,
            Catalogue catalogue,
            Policies active,
            Policies shadow,
            List<Limit> limits,
            PseudonymKeys keys,
            List<PolicyOrigin> origins) {
        this.revision = revision;
        this.catalogue = catalogue;
        this.active = active;
        this.permits = new PermitIndex(active.permits());
        this.limits = List.copyOf(limits);
        this.restrictions = active.restrictions().stream()
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        this.combinations = new Combinations(keys);
        this.origins = List.copyOf(origins);
        this.shadows = new ShadowPolicies(shadow, keys);
    }

    /** Which revision this is. */
    public PolicyRevision revision() {
        return revision;
    }

    /** What the policies speak of. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The policies that count. */
    public Policies active() {
        return active;
    }

    /** Where the policies stand, drafts included, in the order of their names. */
    public List<PolicyOrigin> origins() {
        return origins;
    }

    /** Tells why the request is decided as {@link #decide} decides it. Slower than that. */
    public Explanation explain(AccessRequest request) {
        List<CompiledPermit> applying =
                permits.applyingTo(request).stream().map(ScopedPermit::permit).toList();
        List<CompiledRestriction> restricting = restrictions.stream()
                .filter(restriction -> restriction.isFor(request.principal(), request.facts()))
                .toList();
        List<PolicyNote> notes = new PolicyNotes(request, permits, restrictions).of(origins);
        return new Explainer(request, origins, applying, restricting).explain(decide(request), notes);
    }

    /** The limits that hold for the principal, in the order of the bundle. */
    public List<Limit> limitsFor(Principal principal) {
        return limits.stream()
                .filter(limit -> limit.principals().selects(principal))
                .toList();
    }

    /** The collections that the principal may use for the purpose at that time, in the order of names. */
    public List<VisibleCollection> visibleTo(Principal principal, String purpose, Instant at) {
        Map<String, TreeSet<Action>> visible = new TreeMap<>();
        permits.applyingTo(principal, purpose).forEach(permit -> {
            String collection = permit.collection().name();
            permit.actions().stream()
                    .map(action -> new RequestFacts(purpose, action, collection, at))
                    .filter(facts -> permit.holdsFor(principal, facts) && !refused(principal, facts))
                    .forEach(facts -> visible.computeIfAbsent(collection, name -> new TreeSet<>())
                            .add(facts.action()));
        });
        return visible.entrySet().stream()
                .map(entry -> new VisibleCollection(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private boolean refused(Principal principal, RequestFacts facts) {
        return restrictions.stream().anyMatch(restriction -> restriction.deny() && restriction.isFor(principal, facts));
    }

    /** Decides. INVARIANT: nothing is allowed until a permit allows it (P6). */
    public Decision decide(AccessRequest request) {
        Selection active = select(request);
        Decision decision = decide(request, active, combinations);
        return shadows.concern(request)
                ? decision.beside(shadows.of(
                        new Trial(request, active, decision, (others, known) -> decide(request, others, known))))
                : decision;
    }

    private Selection select(AccessRequest request) {
        List<CompiledRestriction> restricting = restrictions.stream()
                .filter(restriction -> restriction.isFor(request.principal(), request.facts()))
                .toList();
        return new Selection(permits.applyingTo(request), restricting);
    }

    private Decision decide(AccessRequest request, Selection selected, Combinations known) {
        if (selected.permitsNothing()) {
            return new Decision.Deny(revision, Reason.NO_PERMIT);
        }
        Combination combination = selected.combination(known);
        List<ScopedPermit> capped = ScopedPermit.with(combination.permits(), selected.permits());
        List<ScopedPermit> granting = capped.stream()
                .filter(permit -> grantsEveryUse(permit.permit(), request))
                .toList();
        if (granting.isEmpty() || !allReadable(capped, request.query())) {
            return new Decision.Deny(revision, Reason.FIELD_NOT_PERMITTED);
        }
        return TypedFilter.of(request.query().filter(), combination.collection())
                .<Decision>map(filter -> permit(request, filter, combination, capped, granting))
                .orElseGet(() -> new Decision.Deny(revision, Reason.VALUE_OF_WRONG_TYPE));
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
                query.by(),
                query.sort(),
                query.limit(),
                query.after());
        ReleasePlan everything = combination
                .table()
                .within(applying.stream().map(ScopedPermit::scope).toList());
        ReleasePlan plan = query.fields()
                .map(fields -> everything.select(new HashSet<>(fields)))
                .orElse(everything);
        return new Decision.Permit(
                revision,
                permitted,
                new Redactor(plan),
                combination.names(),
                probes(request, applying, granting),
                terms(granting),
                Shadow.none());
    }

    /** The look-up by identifier that the action read is made of is not a use of the identifier field. */
    private static boolean grantsEveryUse(CompiledPermit permit, AccessRequest request) {
        Query query = request.query();
        return (request.action() == Action.READ || query.filter().uses().allMatch(permit::grants))
                && query.sort().stream().allMatch(permit::grants)
                && query.by().stream().allMatch(permit::grantsGroup);
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

    private static QueryTerms terms(List<ScopedPermit> granting) {
        return granting.stream()
                .map(permit -> permit.permit().terms())
                .reduce(QueryTerms::with)
                .orElseThrow();
    }

    private static int probes(AccessRequest request, List<ScopedPermit> applying, List<ScopedPermit> granting) {
        if (request.action() == Action.READ) {
            return 0;
        }
        return request.query()
                .filter()
                .uses()
                .filter(use -> !readInClear(use.path(), applying, granting))
                .mapToInt(FilterUse::values)
                .sum();
    }

    /** Whether the field is read in clear in every record that the query can find. */
    private static boolean readInClear(FieldPath path, List<ScopedPermit> applying, List<ScopedPermit> granting) {
        return granting.stream().allMatch(permit -> permit.permit().readsInClear(path))
                || applying.stream()
                        .anyMatch(permit -> permit.scope().equals(Predicate.all())
                                && permit.permit().readsInClear(path));
    }
}
