package io.metagate.policy.decision;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies that a request is one for.
 *
 * @param permits the permits, in the order of their names, each as the principal has it
 * @param restrictions the restricts, in the order of their names
 */
record Selection(List<ScopedPermit> permits, List<CompiledRestriction> restrictions) {

    Selection {
        permits = List.copyOf(permits);
        restrictions = List.copyOf(restrictions);
    }

    Selection with(ScopedPermit permit) {
        Comparator<ScopedPermit> byName =
                Comparator.comparing(each -> each.permit().name());
        return new Selection(
                Stream.concat(permits.stream(), Stream.of(permit))
                        .sorted(byName)
                        .toList(),
                restrictions);
    }

    Selection with(CompiledRestriction restriction) {
        Comparator<CompiledRestriction> byName = Comparator.comparing(CompiledRestriction::name);
        return new Selection(
                permits,
                Stream.concat(restrictions.stream(), Stream.of(restriction))
                        .sorted(byName)
                        .toList());
    }

    boolean permitsNothing() {
        return permits.isEmpty() || restrictions.stream().anyMatch(CompiledRestriction::deny);
    }

    Combination combination(Combinations combinations) {
        return combinations.of(permits.stream().map(ScopedPermit::permit).toList(), restrictions);
    }
}
