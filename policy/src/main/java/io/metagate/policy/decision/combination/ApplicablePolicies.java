package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.ScopedPermit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies that a request is one for.
 *
 * @param permits the permits, in the order of their names, each as the principal has it
 * @param restrictions the restricts, in the order of their names
 */
public record ApplicablePolicies(List<ScopedPermit> permits, List<CompiledRestriction> restrictions) {

    public ApplicablePolicies {
        permits = List.copyOf(permits);
        restrictions = List.copyOf(restrictions);
    }

    public ApplicablePolicies with(ScopedPermit permit) {
        Comparator<ScopedPermit> byName =
                Comparator.comparing(each -> each.permit().name());
        return new ApplicablePolicies(
                Stream.concat(permits.stream(), Stream.of(permit))
                        .sorted(byName)
                        .toList(),
                restrictions);
    }

    public ApplicablePolicies with(CompiledRestriction restriction) {
        Comparator<CompiledRestriction> byName = Comparator.comparing(CompiledRestriction::name);
        return new ApplicablePolicies(
                permits,
                Stream.concat(restrictions.stream(), Stream.of(restriction))
                        .sorted(byName)
                        .toList());
    }

    public boolean permitsNothing() {
        if (permits.isEmpty()) {
            return true;
        }
        for (CompiledRestriction restriction : restrictions) {
            if (restriction.deny()) {
                return true;
            }
        }
        return false;
    }

    /** What tells these policies from others: the name of the collection, and theirs. */
    List<String> key() {
        List<String> key = new ArrayList<>(1 + permits.size() + restrictions.size());
        key.add(permits.get(0).permit().collection().name());
        for (ScopedPermit permit : permits) {
            key.add(permit.permit().name());
        }
        for (CompiledRestriction restriction : restrictions) {
            key.add(restriction.name());
        }
        return key;
    }
}
