package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Catalogue;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledPolicies;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.compiled.PolicyOrigin;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.decision.combination.ApplicablePolicies;
import io.metagate.policy.decision.combination.PermitIndex;
import io.metagate.policy.decision.combination.PolicyCombination;
import io.metagate.policy.decision.combination.PolicyCombinationCache;
import io.metagate.policy.decision.combination.PrincipalIndex;
import io.metagate.policy.decision.combination.RequiredRights;
import io.metagate.policy.decision.combination.RestrictionIndex;
import io.metagate.policy.decision.combination.SingleValuedFields;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.decision.token.SearchScope;
import io.metagate.policy.decision.token.TokenScope;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Detokenizer;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.ChangeRequest;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.RequestFacts;
import io.metagate.policy.request.RevealRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All policies of one revision, ready to decide. Immutable; made by the compiler alone. */
public final class PolicySet {

    private final PolicyRevision revision;
    private final Catalogue catalogue;
    private final CompiledPolicies policies;
    private final PermitIndex permits;
    private final RestrictionIndex restrictions;
    private final List<Limit> allLimits;
    private final PrincipalIndex<Limit> limits;
    private final PolicyCombinationCache combinations;
    private final SingleValuedFields singles;
    private final ShadowPolicies shadows;
    private final Detokenizer tokens;

    /** Puts compiled parts together. */
    public PolicySet(
            PolicyRevision revision,
            Catalogue catalogue,
            CompiledPolicies policies,
            List<Limit> limits,
            PseudonymKeys keys) {
        this.revision = revision;
        this.catalogue = catalogue;
        this.policies = policies;
        this.permits = new PermitIndex(policies.active().permits());
        this.restrictions = new RestrictionIndex(policies.active().restrictions());
        this.allLimits = List.copyOf(limits);
        this.limits = PrincipalIndex.ofBounds(limits, Limit::principals);
        this.combinations = new PolicyCombinationCache(keys);
        this.singles = new SingleValuedFields(policies.active().permits());
        this.shadows = new ShadowPolicies(policies.shadow(), keys);
        this.tokens = new Detokenizer(keys.ring());
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
    public PolicyLists active() {
        return policies.active();
    }

    /** Where the records of the catalogued collections are, and what any permit allows there. */
    public Map<StoreLocation, Set<Action>> places() {
        Map<StoreLocation, Set<Action>> places = new HashMap<>();
        catalogue.collections().values().forEach(known -> places.put(known.store(), EnumSet.noneOf(Action.class)));
        for (CompiledPermit permit : policies.active().permits()) {
            places.computeIfAbsent(permit.collection().store(), place -> EnumSet.noneOf(Action.class))
                    .addAll(permit.actions());
        }
        return Map.copyOf(places);
    }

    /** The fields of the collection in which nobody writes several values. */
    public Set<FieldPath> singleFields(String collection) {
        return singles.of(collection);
    }

    /** Where the policies stand, drafts included, in the order of their names. */
    public List<PolicyOrigin> origins() {
        return policies.origins();
    }

    /** All limits, in the order of the bundle. */
    public List<Limit> limits() {
        return allLimits;
    }

    /**
     * The limits that hold for the principal, in the order of the bundle; {@link Limit#OF_PROBES} where none of them
     * limits probes.
     */
    public List<Limit> limitsFor(Principal principal) {
        List<Limit> selecting = limits.selecting(principal);
        return selecting.stream()
                        .anyMatch(limit -> !limit.quotas(LimitMetric.PROBES).isEmpty())
                ? selecting
                : Stream.concat(selecting.stream(), Stream.of(Limit.OF_PROBES)).toList();
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
        return restrictions.restricting(principal, facts).stream().anyMatch(CompiledRestriction::deny);
    }

    /**
     * Decides; about a change, by the fields alone that it writes, if they are told. INVARIANT: nothing is allowed
     * until a permit allows it (P6).
     */
    public Decision decide(AccessRequest request) {
        ApplicablePolicies active = select(request);
        Decision decision = decide(request, active, combinations);
        return shadows.concern(request)
                ? decision.beside(shadows.of(new ShadowPolicies.Evaluation(
                        request, active, decision, (others, known) -> decide(request, others, known))))
                : decision;
    }

    /**
     * Decides whether these tokens of a field may be turned back: for whoever may have the field in clear, and reveal
     * it.
     */
    public RevealDecision reveal(RevealRequest request) {
        Decision decision = decide(request.access());
        Optional<PermittedReveal> permitted = Optional.of(decision)
                .filter(Decision.Permit.class::isInstance)
                .flatMap(permit -> catalogue.collection(request.collection()))
                .flatMap(collection -> collection.field(request.field()))
                .map(field -> new PermittedReveal(tokens, field, request.tokens()));
        return new RevealDecision(decision, permitted);
    }

    /** Decides about a change. INVARIANT: nothing is written that no permit grants writing (P6). */
    public ChangeDecision decide(ChangeRequest request) {
        AccessRequest access = request.access();
        ApplicablePolicies active = select(access);
        ChangeDecider decider = new ChangeDecider(revision, request, singles.of(request.collection()));
        ChangeDecision decision = decider.decide(active, combinations);
        return shadows.concern(access)
                ? decision.beside(shadows.of(new ShadowPolicies.Evaluation(
                        access, active, decision.decision(), (others, known) -> decider.decide(others, known)
                                .decision())))
                : decision;
    }

    private ApplicablePolicies select(AccessRequest request) {
        return new ApplicablePolicies(
                permits.applyingTo(request), restrictions.restricting(request.principal(), request.facts()));
    }

    private Decision decide(AccessRequest request, ApplicablePolicies selected, PolicyCombinationCache known) {
        if (selected.permitsNothing()) {
            return new Decision.Deny(revision, DenyReason.NO_PERMIT);
        }
        PolicyCombination combination = known.of(selected);
        List<ScopedPermit> applying = ScopedPermit.with(combination.permits(), selected.permits());
        RequiredRights uses = RequiredRights.of(request);
        List<ScopedPermit> granting = uses.grantedBy(applying);
        if (granting.isEmpty() || !uses.readableBy(applying)) {
            return new Decision.Deny(revision, DenyReason.FIELD_NOT_PERMITTED);
        }
        Optional<SearchScope> searched =
                SearchScope.of(request, uses, combination.collection(), new TokenScope(applying, granting), tokens);
        if (searched.isEmpty()) {
            return new Decision.Deny(revision, DenyReason.VALUE_OF_WRONG_TYPE);
        }
        Query query = request.query();
        return new Decision.Permit(
                revision,
                permitted(query, searched.get().records(), combination.collection()),
                new Redactor(plan(query, combination, applying)),
                combination.names(),
                searched.get().probes(),
                terms(granting),
                ShadowOutcome.none());
    }

    private static PermittedQuery permitted(Query query, Predicate predicate, Collection collection) {
        return new PermittedQuery(
                collection.store(), predicate, query.by(), query.sort(), query.limit(), query.after());
    }

    private static ReleasePlan plan(Query query, PolicyCombination combination, List<ScopedPermit> applying) {
        List<Predicate> scopes = new ArrayList<>(applying.size());
        for (ScopedPermit permit : applying) {
            scopes.add(permit.scope());
        }
        ReleasePlan everything = combination.table().within(scopes);
        return query.fields()
                .map(fields -> everything.select(new HashSet<>(fields)))
                .orElse(everything);
    }

    private static QueryConstraints terms(List<ScopedPermit> granting) {
        QueryConstraints terms = granting.get(0).permit().terms();
        for (ScopedPermit permit : granting) {
            terms = terms.with(permit.permit().terms());
        }
        return terms;
    }

    /**
     * A collection that a principal may use for a purpose, and what it may do there, in the order of {@link Action}.
     */
    public record VisibleCollection(String name, List<Action> actions) {

        public VisibleCollection {
            actions = List.copyOf(actions);
        }
    }
}
