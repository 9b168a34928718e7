package io.metagate.policy.diff;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.path.FieldPath;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares of which fields nobody writes several values, which the permits of all others decide.
 *
 * @param before those of the earlier revision
 * @param after those of the later one
 */
record ArrayDiff(Set<FieldPath> before, Set<FieldPath> after) {

    static ArrayDiff of(PolicySet before, PolicySet after, String collection) {
        return new ArrayDiff(before.singleFields(collection), after.singleFields(collection));
    }

    boolean isEmpty() {
        return before.equals(after);
    }

    /** What is written otherwise by whom that field may be written before and after. */
    Stream<GrantDifference<?>> contrasts(CellPermissions was, CellPermissions is) {
        Set<FieldPath> changed = new TreeSet<>(before);
        changed.addAll(after);
        return changed.stream()
                .filter(field -> before.contains(field) != after.contains(field))
                .filter(field -> writes(was, field) && writes(is, field))
                .map(field -> new GrantDifference<>(
                        field.dotted() + " as an array",
                        false,
                        new Written(!before.contains(field)),
                        new Written(!after.contains(field)),
                        () -> text(before, field),
                        () -> text(after, field)));
    }

    private static boolean writes(CellPermissions outlook, FieldPath field) {
        return outlook.permits().stream().anyMatch(permit -> permit.rights().entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().equals(field) && entry.getValue().write() != WriteRight.NONE));
    }

    private static String text(Set<FieldPath> singles, FieldPath field) {
        return singles.contains(field) ? "refused" : "written";
    }

    /** Whether something may be written. */
    private record Written(boolean allowed) implements ComparableGrant<Written> {
        @Override
        public boolean covers(Written other) {
            return allowed || !other.allowed;
        }
    }
}
