package io.metagate.policy.decision;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.PolicyLists;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.decision.combination.ApplicablePolicies;
import io.metagate.policy.decision.combination.FieldChanges;
import io.metagate.policy.decision.combination.PolicyCombination;
import io.metagate.policy.decision.combination.PolicyCombinationCache;
import io.metagate.policy.decision.shadow.ShadowEffect;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Predicate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The policies in shadow, each tried by itself beside those that are active. INVARIANT: what they find, and that they
 * fail, is told and changes nothing else; nor do they share with the active policies what those remember.
 */
final class ShadowPolicies {

    private static final int MOST_CHANGES = 4_096;

    private final Map<String, List<CompiledPermit>> permits;
    private final Map<String, List<CompiledRestriction>> restrictions;
    private final PolicyCombinationCache combinations;
    private final Map<List<String>, FieldChanges> known = new ConcurrentHashMap<>();

    ShadowPolicies(PolicyLists policies, PseudonymKeys keys) {
        this.permits = policies.permits().stream()
                .collect(Collectors.groupingBy(permit -> permit.collection().name()));
        this.restrictions =
                policies.restrictions().stream().collect(Collectors.groupingBy(CompiledRestriction::collection));
        this.combinations = new PolicyCombinationCache(keys);
    }

    boolean concern(AccessRequest request) {
        return permits.containsKey(request.collection()) || restrictions.containsKey(request.collection());
    }

    /** What each policy would change of the trial's decision. */
    ShadowOutcome of(Evaluation trial) {
        Map<String, Set<ShadowEffect>> found = new TreeMap<>();
        String collection = trial.request().collection();
        for (CompiledPermit permit : permits.getOrDefault(collection, List.of())) {
            attempt(() -> tryOut(permit, trial)).ifPresent(kinds -> found.put(permit.name(), kinds));
        }
        for (CompiledRestriction restriction : restrictions.getOrDefault(collection, List.of())) {
            attempt(() -> tryOut(restriction, trial)).ifPresent(kinds -> found.put(restriction.name(), kinds));
        }
        return found.isEmpty() ? ShadowOutcome.none() : new ShadowOutcome(found);
    }

    private static Optional<Set<ShadowEffect>> attempt(Supplier<Optional<Set<ShadowEffect>>> tryOut) {
        try {
            return tryOut.get();
        } catch (RuntimeException e) {
            return Optional.of(EnumSet.of(ShadowEffect.FAILED));
        }
    }

    private Optional<Set<ShadowEffect>> tryOut(CompiledPermit permit, Evaluation trial) {
        AccessRequest request = trial.request();
        boolean applies = permit.actions().contains(request.action())
                && permit.isFor(request.principal(), request.purpose())
                && permit.holdsFor(request.principal(), request.facts());
        return Optional.of(permit)
                .filter(each -> applies)
                .flatMap(each -> ScopedPermit.resolve(each, request.principal()))
                .map(scoped -> trial.differences(
                        trial.active().with(scoped), combinations, with -> changes(trial, scoped, with)));
    }

    private Optional<Set<ShadowEffect>> tryOut(CompiledRestriction restriction, Evaluation trial) {
        if (!restriction.isFor(trial.request().principal(), trial.request().facts())) {
            return Optional.empty();
        }
        return Optional.of(trial.differences(trial.active().with(restriction), combinations, with -> remembered(
                        with, () -> FieldChanges.ofCaps(without(trial), with))
                .within(List.of(), Predicate.all())));
    }

    private Set<FieldPath> changes(Evaluation trial, ScopedPermit added, PolicyCombination with) {
        FieldChanges changes = remembered(
                with,
                () -> FieldChanges.ofPermit(
                        without(trial), with.named(added.permit().name())));
        return changes.within(
                trial.active().permits().stream().map(ScopedPermit::scope).toList(), added.scope());
    }

    private PolicyCombination without(Evaluation trial) {
        return combinations.of(trial.active());
    }

    private FieldChanges remembered(PolicyCombination with, Supplier<FieldChanges> maker) {
        List<String> key = with.key();
        FieldChanges met = known.get(key);
        if (met != null) {
            return met;
        }
        FieldChanges made = maker.get();
        if (known.size() < MOST_CHANGES) {
            known.put(key, made);
        }
        return made;
    }

    /**
     * A decision that was made, to try others against.
     *
     * @param request what it is about
     * @param active the policies that made it
     * @param decision what they decided
     * @param decide what other policies decide
     */
    record Evaluation(
            AccessRequest request,
            ApplicablePolicies active,
            Decision decision,
            BiFunction<ApplicablePolicies, PolicyCombinationCache, Decision> decide) {

        /**
         * What these policies decide otherwise.
         *
         * @param changes the fields that leave otherwise under such a combination, where both permit
         */
        Set<ShadowEffect> differences(
                ApplicablePolicies others,
                PolicyCombinationCache combinations,
                Function<PolicyCombination, Set<FieldPath>> changes) {
            Decision other = decide.apply(others, combinations);
            Set<ShadowEffect> found = EnumSet.noneOf(ShadowEffect.class);
            if (!(decision instanceof Decision.Permit now)) {
                return other instanceof Decision.Permit ? EnumSet.of(ShadowEffect.PERMIT) : found;
            }
            if (!(other instanceof Decision.Permit then)) {
                return EnumSet.of(ShadowEffect.DENY);
            }
            if (!then.query().predicate().equals(now.query().predicate())) {
                found.add(ShadowEffect.RECORDS);
            }
            if (asksForAny(changes.apply(combinations.of(others)))) {
                found.add(ShadowEffect.FIELDS);
            }
            return found;
        }

        private boolean asksForAny(Set<FieldPath> changed) {
            Optional<List<FieldPath>> wanted = request.query().fields();
            return changed.stream()
                    .anyMatch(path -> wanted.isEmpty()
                            || wanted.get().stream().anyMatch(asked -> asked.equals(path) || path.isBelow(asked)));
        }
    }
}
