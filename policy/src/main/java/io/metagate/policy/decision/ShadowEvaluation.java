package io.metagate.policy.decision;

import io.metagate.policy.decision.combination.ApplicablePolicies;
import io.metagate.policy.decision.combination.PolicyCombination;
import io.metagate.policy.decision.combination.PolicyCombinationCache;
import io.metagate.policy.decision.shadow.ShadowEffect;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A decision that was made, to try others against.
 *
 * @param request what it is about
 * @param active the policies that made it
 * @param decision what they decided
 * @param decide what other policies decide
 */
record ShadowEvaluation(
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
