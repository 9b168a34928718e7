package io.metagate.policy.decision;

import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.CompiledRestriction;
import io.metagate.policy.grant.Policies;
import io.metagate.policy.grant.ScopedPermit;
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
    private final Combinations combinations;
    private final Map<List<String>, FieldChanges> known = new ConcurrentHashMap<>();

    ShadowPolicies(Policies policies, PseudonymKeys keys) {
        this.permits = policies.permits().stream()
                .collect(Collectors.groupingBy(permit -> permit.collection().name()));
        this.restrictions =
                policies.restrictions().stream().collect(Collectors.groupingBy(CompiledRestriction::collection));
        this.combinations = new Combinations(keys);
    }

    boolean concern(AccessRequest request) {
        return permits.containsKey(request.collection()) || restrictions.containsKey(request.collection());
    }

    /** What each policy would change of the trial's decision. */
    Shadow of(Trial trial) {
        Map<String, Set<Difference>> found = new TreeMap<>();
        String collection = trial.request().collection();
        for (CompiledPermit permit : permits.getOrDefault(collection, List.of())) {
            attempt(() -> tryOut(permit, trial)).ifPresent(kinds -> found.put(permit.name(), kinds));
        }
        for (CompiledRestriction restriction : restrictions.getOrDefault(collection, List.of())) {
            attempt(() -> tryOut(restriction, trial)).ifPresent(kinds -> found.put(restriction.name(), kinds));
        }
        return found.isEmpty() ? Shadow.none() : new Shadow(found);
    }

    private static Optional<Set<Difference>> attempt(Supplier<Optional<Set<Difference>>> tryOut) {
        try {
            return tryOut.get();
        } catch (RuntimeException e) {
            return Optional.of(EnumSet.of(Difference.FAILED));
        }
    }

    private Optional<Set<Difference>> tryOut(CompiledPermit permit, Trial trial) {
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

    private Optional<Set<Difference>> tryOut(CompiledRestriction restriction, Trial trial) {
        if (!restriction.isFor(trial.request().principal(), trial.request().facts())) {
            return Optional.empty();
        }
        return Optional.of(trial.differences(trial.active().with(restriction), combinations, with -> remembered(
                        with, () -> FieldChanges.ofCaps(without(trial), with))
                .within(List.of(), Predicate.all())));
    }

    private Set<FieldPath> changes(Trial trial, ScopedPermit added, Combination with) {
        FieldChanges changes = remembered(
                with,
                () -> FieldChanges.ofPermit(
                        without(trial), with.named(added.permit().name())));
        return changes.within(
                trial.active().permits().stream().map(ScopedPermit::scope).toList(), added.scope());
    }

    private Combination without(Trial trial) {
        return combinations.of(trial.active());
    }

    private FieldChanges remembered(Combination with, Supplier<FieldChanges> maker) {
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
}
