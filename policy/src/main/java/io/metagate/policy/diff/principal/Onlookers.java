package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the kinds of principals that parts of two revisions are for, and the combinations of them for which other
 * effects count than for each part of the combination. Where there are few kinds, all combinations are made. Otherwise
 * those of two of which one is for a part that is another in the later revision, and those of three of which one is,
 * besides, for a part that takes away: what a principal is given more depends on what gives it, on what outdid that,
 * and on what capped it.
 */
public final class Onlookers<T> {

    /** The most ways to be selected that are looked at. */
    private static final int MOST_WAYS = 20_000;

    /** So many kinds have few enough combinations for all of them to be made. */
    private static final int FEW_KINDS = 9;

    private final SelectorIndex<T> index;
    private final Budget budget;
    private final List<PrincipalKind> kinds;
    private final Map<BitSet, BitSet> effects = new HashMap<>();
    private final List<Onlooker<T>> found = new ArrayList<>();
    private boolean complete = true;

    private Onlookers(List<SelectedPart<T>> parts, Budget budget) {
        this.index = new SelectorIndex<>(parts);
        this.budget = budget;
        this.kinds = findKinds();
    }

    /**
     * Those of the parts, the kinds in the order of names and before their combinations.
     *
     * @param budget how many combinations may still be made
     */
    public static <T> Onlookers<T> of(List<SelectedPart<T>> parts, Budget budget) {
        Onlookers<T> onlookers = new Onlookers<>(parts, budget);
        onlookers.combine();
        return onlookers;
    }

    /** Those that were found. */
    public List<Onlooker<T>> all() {
        return List.copyOf(found);
    }

    /** Whether there were not too many to make all that were to be made. */
    public boolean complete() {
        return complete;
    }

    private List<PrincipalKind> findKinds() {
        TraitGroups groups = new TraitGroups(index.selectors());
        Set<Set<PrincipalTrait>> ways = new LinkedHashSet<>();
        for (int n = 0; n < index.selectors().size(); n++) {
            addWays(groups.choices(n), ways);
        }
        Map<BitSet, PrincipalKind> byEffects = new LinkedHashMap<>();
        for (Set<PrincipalTrait> way : ways) {
            List<SelectedPart<T>> selected = index.selecting(PrincipalTrait.principal(way));
            boolean capped = selected.stream().anyMatch(SelectedPart::inDoubt);
            byEffects
                    .computeIfAbsent(index.effects(selected), of -> PrincipalKind.empty(of, capped))
                    .add(way);
        }
        return byEffects.values().stream()
                .sorted(Comparator.comparing(kind -> kind.names().get(0)))
                .toList();
    }

    private void addWays(List<List<PrincipalTrait>> choices, Set<Set<PrincipalTrait>> ways) {
        List<Set<PrincipalTrait>> longer = List.of(Set.of());
        for (List<PrincipalTrait> choice : choices) {
            if ((long) longer.size() * choice.size() + ways.size() > MOST_WAYS) {
                complete = false;
                return;
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
    }

    private void combine() {
        for (int n = 0; n < kinds.size(); n++) {
            make(n);
        }
        if (kinds.size() <= FEW_KINDS) {
            for (int size = 2; size <= kinds.size(); size++) {
                combineAll(size, 0, new int[0]);
            }
        } else {
            combineChanged();
        }
    }

    private void combineAll(int size, int from, int[] chosen) {
        if (chosen.length == size) {
            make(chosen);
            return;
        }
        for (int n = from; n < kinds.size(); n++) {
            combineAll(size, n + 1, with(chosen, n));
        }
    }

    private void combineChanged() {
        int[] all = IntStream.range(0, kinds.size()).toArray();
        int[] changed = IntStream.of(all).filter(n -> kinds.get(n).changes()).toArray();
        int[] capped = IntStream.of(all).filter(n -> kinds.get(n).capped()).toArray();
        for (int one : changed) {
            for (int other : all) {
                make(one, other);
            }
        }
        for (int one : changed) {
            for (int other : kinds.get(one).capped() ? all : capped) {
                for (int third : all) {
                    make(one, other, third);
                    if (!complete) {
                        return;
                    }
                }
            }
        }
    }

    private static int[] with(int[] chosen, int one) {
        int[] more = Arrays.copyOf(chosen, chosen.length + 1);
        more[chosen.length] = one;
        return more;
    }

    private void make(int... chosen) {
        BitSet numbers = new BitSet();
        IntStream.of(chosen).forEach(numbers::set);
        if (numbers.cardinality() < chosen.length || effects.containsKey(numbers)) {
            return;
        }
        if (chosen.length > 1 && !budget.take()) {
            complete = false;
            return;
        }
        List<PrincipalKind> parts = numbers.stream().mapToObj(kinds::get).toList();
        Optional<Set<PrincipalTrait>> traits = PrincipalKind.together(parts);
        if (traits.isEmpty()) {
            return;
        }
        List<SelectedPart<T>> selected = index.selecting(PrincipalTrait.principal(traits.get()));
        BitSet together = index.effects(selected);
        effects.put(numbers, together);
        boolean known =
                chosen.length > 1 && numbers.stream().anyMatch(n -> together.equals(effects.get(without(numbers, n))));
        if (!known) {
            found.add(new Onlooker<>(Names.of(parts), numbers, selected));
        }
    }

    private static BitSet without(BitSet numbers, int number) {
        BitSet rest = (BitSet) numbers.clone();
        rest.clear(number);
        return rest;
    }

    /** How many combinations may still be made. */
    public static final class Budget {

        private int left;

        /** A budget of so many. */
        public Budget(int left) {
            this.left = left;
        }

        private boolean take() {
            left -= left > 0 ? 1 : 0;
            return left > 0;
        }
    }
}
