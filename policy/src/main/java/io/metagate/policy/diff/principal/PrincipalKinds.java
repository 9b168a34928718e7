package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of principals that selectors tell apart.
 *
 * @param all the kinds, in the order of names
 * @param complete whether there were not too many ways to be selected to look at them all
 */
record PrincipalKinds(List<PrincipalKind> all, boolean complete) {

    /** The most ways to be selected that are looked at. */
    private static final int MOST_WAYS = 20_000;

    PrincipalKinds {
        all = List.copyOf(all);
    }

    static <T> PrincipalKinds of(SelectorIndex<T> index) {
        Set<Set<PrincipalTrait>> ways = new LinkedHashSet<>();
        boolean complete = true;
        for (List<List<PrincipalTrait>> choices : index.choices()) {
            complete &= addWays(choices, ways);
        }
        BitSet everybody = capping(index, index.selecting(Set.of()));
        Map<SelectorEffects, PrincipalKind> kinds = new LinkedHashMap<>();
        for (Set<PrincipalTrait> way : ways) {
            List<SelectedPart<T>> selected = index.selecting(way);
            SelectorEffects standing = index.standing(way, selected);
            boolean capped = !capping(index, selected).equals(everybody);
            kinds.computeIfAbsent(standing, of -> PrincipalKind.empty(of.effects(), capped))
                    .add(way);
        }
        return new PrincipalKinds(
                kinds.values().stream()
                        .sorted(Comparator.comparing(kind -> kind.names().get(0)))
                        .toList(),
                complete);
    }

    /** The effects of what takes away. */
    private static <T> BitSet capping(SelectorIndex<T> index, List<SelectedPart<T>> selected) {
        return index.effects(selected.stream().filter(SelectedPart::inDoubt).toList());
    }

    private static boolean addWays(List<List<PrincipalTrait>> choices, Set<Set<PrincipalTrait>> ways) {
        List<Set<PrincipalTrait>> longer = List.of(Set.of());
        for (List<PrincipalTrait> choice : choices) {
            if ((long) longer.size() * choice.size() + ways.size() > MOST_WAYS) {
                return false;
            }
            List<Set<PrincipalTrait>> next = new ArrayList<>();
            for (Set<PrincipalTrait> way : longer) {
                for (PrincipalTrait trait : choice) {
                    Set<PrincipalTrait> with = new LinkedHashSet<>(way);
                    with.add(trait);
                    next.add(with);
                }
            }
            longer = next;
        }
        ways.addAll(longer);
        return true;
    }
}
