package io.metagate.policy.decision;

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
record Trial(
        AccessRequest request,
        Selection active,
        Decision decision,
        BiFunction<Selection, Combinations, Decision> decide) {

    /**
     * What these policies decide otherwise.
     *
     * @param changes the fields that leave otherwise under such a combination, where both permit
     */
    Set<Difference> differences(
            Selection others, Combinations combinations, Function<Combination, Set<FieldPath>> changes) {
        Decision other = decide.apply(others, combinations);
        Set<Difference> found = EnumSet.noneOf(Difference.class);
        if (!(decision instanceof Decision.Permit now)) {
            return other instanceof Decision.Permit ? EnumSet.of(Difference.PERMIT) : found;
        }
        if (!(other instanceof Decision.Permit then)) {
            return EnumSet.of(Difference.DENY);
        }
        if (!then.query().predicate().equals(now.query().predicate())) {
            found.add(Difference.RECORDS);
        }
        if (asksForAny(changes.apply(combinations.of(others)))) {
            found.add(Difference.FIELDS);
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
