package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The fields that leave otherwise with one policy more.
 *
 * @param capped those of which the policy, a restrict, lets less out
 * @param outdone for each permit that there is without it, those of which the policy, a permit, would decide how they
 *     leave
 */
public record FieldChanges(Set<FieldPath> capped, List<Set<FieldPath>> outdone) {

    public FieldChanges {
        capped = Set.copyOf(capped);
        outdone = List.copyOf(outdone);
    }

    /** What a restrict changes: the permits with its caps against those without. */
    public static FieldChanges ofCaps(PolicyCombination without, PolicyCombination with) {
        Set<FieldPath> capped = new HashSet<>();
        for (int i = 0; i < without.permits().size(); i++) {
            CompiledPermit before = without.permits().get(i);
            CompiledPermit after = with.permits().get(i);
            before.rights().keySet().stream()
                    .filter(path -> !read(before, path).equals(read(after, path)))
                    .forEach(capped::add);
        }
        return new FieldChanges(capped, List.of());
    }

    /** What a permit changes, where it stands among the others. */
    public static FieldChanges ofPermit(PolicyCombination without, CompiledPermit added) {
        return new FieldChanges(
                Set.of(),
                without.permits().stream().map(permit -> outdone(permit, added)).toList());
    }

    /**
     * The fields that leave otherwise of some record in these scopes.
     *
     * @param scopes those of the permits that there are without the policy, in their order
     * @param added that of the policy
     */
    public Set<FieldPath> within(List<Predicate> scopes, Predicate added) {
        Set<FieldPath> changed = new HashSet<>(capped);
        outdone.forEach(changed::addAll);
        IntStream.range(0, outdone.size())
                .filter(i -> scopes.get(i).isAll() || scopes.get(i).equals(added))
                .forEach(i -> changed.retainAll(outdone.get(i)));
        return changed;
    }

    private static Set<FieldPath> outdone(CompiledPermit permit, CompiledPermit added) {
        Set<FieldPath> outdone = new HashSet<>();
        for (FieldPath path : added.rights().keySet()) {
            Transform before = read(permit, path);
            Transform after = read(added, path);
            boolean first = added.name().compareTo(permit.name()) < 0;
            if (!before.equals(first ? after.or(before) : before.or(after))) {
                outdone.add(path);
            }
        }
        return outdone;
    }

    private static Transform read(CompiledPermit permit, FieldPath path) {
        FieldRights rights = permit.rights().get(path);
        return rights == null ? new Transform.Remove() : rights.read();
    }
}
