package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the kinds of principals that parts of two revisions are for, and the combinations of them for which other
 * effects count than for each part of the combination. Where there are few kinds, all combinations are made. Otherwise
 * those that are large enough to show whatever somebody is given more, and of which one kind is for a part that is
 * another in the later revision.
 */
public final class SyntheticPrincipals<T> {

    /** So many kinds have few enough combinations for all of them to be made. */
    private static final int FEW_KINDS = 9;

    /** The most combinations of the kinds of one comparison. */
    private static final int MOST_COMBINATIONS = 20_000;

    private final SelectorIndex<T> index;
    private final List<PrincipalKind> kinds;
    private final Breadth breadth;
    private final Budget budget;
    private final Map<List<Integer>, SelectorEffects> standings = new HashMap<>();
    private final List<SyntheticPrincipal<T>> found = new ArrayList<>();
    private boolean complete;

    private SyntheticPrincipals(List<SelectedPart<T>> parts, Breadth breadth, Budget budget) {
        this.index = new SelectorIndex<>(parts);
        PrincipalKinds all = PrincipalKinds.of(index);
        this.kinds = all.all();
        this.complete = all.complete();
        this.breadth = kinds.size() <= FEW_KINDS ? new Breadth(FEW_KINDS, FEW_KINDS) : breadth;
        this.budget = budget;
    }

    /**
     * How large the combinations are of which there are enough.
     *
     * @param kinds the most kinds of one
     * @param grants the most of these from which no more is taken away than from everybody
     */
    public record Breadth(int kinds, int grants) {}

    /**
     * Those of the parts, the kinds in the order of names and before their combinations.
     *
     * @param breadth how large combinations are enough where there are many kinds
     * @param budget how many combinations may still be made
     */
    public static <T> SyntheticPrincipals<T> of(List<SelectedPart<T>> parts, Breadth breadth, Budget budget) {
        SyntheticPrincipals<T> principals = new SyntheticPrincipals<>(parts, breadth, budget);
        principals.combine();
        return principals;
    }

    /** Those that were found. */
    public List<SyntheticPrincipal<T>> all() {
        return List.copyOf(found);
    }

    /** Whether there were not too many to make all that were to be made. */
    public boolean complete() {
        return complete;
    }

    private void combine() {
        boolean enough = complete;
        int[] order = order();
        List<int[]> open = new ArrayList<>();
        for (int place = 0; place < order.length; place++) {
            make(order, place);
            if (kinds.get(order[place]).changes()) {
                open.add(new int[] {place});
            }
        }
        for (int size = 2; size <= breadth.kinds() && !open.isEmpty(); size++) {
            open = longer(order, open);
        }
        complete &= enough;
    }

    /** The numbers of the kinds, those first that change: whatever is added to one that changes, comes behind it. */
    private int[] order() {
        return IntStream.range(0, kinds.size())
                .boxed()
                .sorted(Comparator.comparing(n -> !kinds.get(n).changes()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Makes all combinations with one kind more, and gives those that come to something else with yet another. */
    private List<int[]> longer(int[] order, List<int[]> open) {
        List<int[]> longer = new ArrayList<>();
        for (int[] chosen : open) {
            long grants = IntStream.of(chosen)
                    .filter(place -> !kinds.get(order[place]).capped())
                    .count();
            for (int place = chosen[chosen.length - 1] + 1; place < order.length; place++) {
                if (grants < breadth.grants() || kinds.get(order[place]).capped()) {
                    int[] more = Arrays.copyOf(chosen, chosen.length + 1);
                    more[chosen.length] = place;
                    if (standings.size() - kinds.size() >= MOST_COMBINATIONS || !budget.take()) {
                        complete = false;
                        return List.of();
                    }
                    if (make(order, more)) {
                        longer.add(more);
                    }
                }
            }
        }
        return longer;
    }

    /** Makes a combination; false where there is none, or it is in the same standing as a part of it. */
    private boolean make(int[] order, int... places) {
        List<Integer> numbers =
                IntStream.of(places).map(place -> order[place]).sorted().boxed().toList();
        List<PrincipalKind> parts = numbers.stream().map(kinds::get).toList();
        Optional<Set<PrincipalTrait>> traits = PrincipalKind.together(parts);
        if (traits.isEmpty()) {
            return false;
        }
        List<SelectedPart<T>> selected = index.selecting(traits.get());
        SelectorEffects standing = index.standing(traits.get(), selected);
        standings.put(numbers, standing);
        List<SelectorEffects> smaller = places.length == 1
                ? List.of()
                : numbers.stream()
                        .map(n -> standings.get(without(numbers, n)))
                        .filter(Objects::nonNull)
                        .toList();
        if (smaller.stream().noneMatch(part -> part.effects().equals(standing.effects()))) {
            found.add(new SyntheticPrincipal<>(
                    CombinationNames.of(parts),
                    numbers,
                    standing.effects().stream().boxed().toList(),
                    selected));
        }
        return !smaller.contains(standing);
    }

    private static List<Integer> without(List<Integer> numbers, Integer number) {
        List<Integer> rest = new ArrayList<>(numbers);
        rest.remove(number);
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
