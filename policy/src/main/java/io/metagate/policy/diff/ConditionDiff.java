package io.metagate.policy.diff;

import io.metagate.policy.diff.CellPermissions.ConditionalCap;
import io.metagate.policy.diff.principal.SyntheticPrincipal;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what is given to one principal in one cell, whether the conditions of restricts may hold or not: what one
 * restrict takes away depends on what others leave.
 *
 * @param action the cell's action
 * @param principal whom it is given to
 * @param arrays what else may be written
 */
record ConditionDiff(Action action, SyntheticPrincipal<CellPart> principal, ArrayDiff arrays) {

    /** So many conditions have few enough combinations for all to be looked at that make a difference. */
    private static final int MOST_CONDITIONS = 8;

    /** Two restricts may together leave less than each, and a third may take from another permit what it asked for. */
    private static final int LARGEST_CASE = 3;

    /**
     * All differences: where none of the conditions holds, of the restricts with conditions, and what else there is
     * where these may hold.
     */
    List<GrantDifference<?>> contrasts() {
        CellDiff plain = given(Set.of());
        Set<ConditionalCap> was = plain.was().restricts();
        Set<ConditionalCap> is = plain.is().restricts();
        List<GrantDifference<?>> found = new ArrayList<>(plain.contrasts());
        boolean compared =
                !plain.was().permits().isEmpty() && !plain.is().permits().isEmpty();
        Set<ConditionalCap> gone = compared ? without(was, is) : Set.of();
        Set<ConditionalCap> come = compared ? without(is, was) : Set.of();
        if (!gone.isEmpty() || !come.isEmpty()) {
            Taken before = new Taken(was);
            Taken after = new Taken(is);
            found.add(new GrantDifference<>("restrict", false, before, after, before::toString, after::toString));
        }
        if (principal.changes()) {
            Set<String> conditions = new TreeSet<>();
            was.forEach(cap -> conditions.add(cap.condition()));
            is.forEach(cap -> conditions.add(cap.condition()));
            compareCases(conditions, gone, come, found);
        }
        return found;
    }

    private void compareCases(
            Set<String> conditions,
            Set<ConditionalCap> gone,
            Set<ConditionalCap> come,
            List<GrantDifference<?>> found) {
        if (conditions.size() > MOST_CONDITIONS) {
            found.add(GrantDifference.unknown("conditions of restricts"));
            return;
        }
        for (Set<String> held : cases(conditions)) {
            List<GrantDifference<?>> known = List.copyOf(found);
            given(held).contrasts().stream()
                    .filter(contrast -> !isTold(contrast, of(gone, held), of(come, held)))
                    .<GrantDifference<?>>map(contrast -> contrast.when(held))
                    .filter(contrast -> !contrast.isToldBy(known))
                    .forEach(found::add);
        }
    }

    private CellDiff given(Set<String> held) {
        return new CellDiff(
                action, CellPermissions.of(principal, false, held), CellPermissions.of(principal, true, held), arrays);
    }

    /** The smaller ones first. */
    private static List<Set<String>> cases(Set<String> conditions) {
        Set<Set<String>> cases = new LinkedHashSet<>(Set.of(Set.of()));
        for (int size = 1; size <= LARGEST_CASE; size++) {
            for (Set<String> smaller : List.copyOf(cases)) {
                for (String condition : conditions) {
                    Set<String> larger = new HashSet<>(smaller);
                    larger.add(condition);
                    cases.add(larger);
                }
            }
        }
        cases.remove(Set.of());
        return List.copyOf(cases);
    }

    private static Set<ConditionalCap> without(Set<ConditionalCap> some, Set<ConditionalCap> others) {
        Set<ConditionalCap> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Set<ConditionalCap> of(Set<ConditionalCap> caps, Set<String> held) {
        return caps.stream().filter(cap -> held.contains(cap.condition())).collect(Collectors.toSet());
    }

    /** Whether the restricts that are gone tell what is more of it, and those that have come what is less. */
    private static boolean isTold(GrantDifference<?> contrast, Set<ConditionalCap> gone, Set<ConditionalCap> come) {
        return (!contrast.more() || isAbout(gone, contrast.what()))
                && (!contrast.less() || isAbout(come, contrast.what()));
    }

    private static boolean isAbout(Set<ConditionalCap> caps, String what) {
        return caps.stream()
                .anyMatch(cap -> cap.deny()
                        || cap.caps().keySet().stream().map(FieldPath::dotted).anyMatch(what::equals));
    }

    /** What restricts take away, of which none gives most. */
    private record Taken(Set<ConditionalCap> restricts) implements ComparableGrant<Taken> {
        @Override
        public boolean covers(Taken other) {
            return other.restricts.containsAll(restricts);
        }

        @Override
        public String toString() {
            return restricts.isEmpty()
                    ? "none"
                    : restricts.stream().map(ConditionalCap::toString).sorted().collect(Collectors.joining("; "));
        }
    }
}
