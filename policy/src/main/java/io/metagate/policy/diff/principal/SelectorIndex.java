package io.metagate.policy.diff.principal;

import io.metagate.policy.diff.principal.SelectedPart.SelectorCase;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Principal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Parts by whom they are for, so that those for one principal are found without asking all. */
final class SelectorIndex<T> {

    private final Map<SelectorCase, List<SelectedPart<T>>> bySelector = new LinkedHashMap<>();
    private final List<SelectorCase> selectors;
    private final Map<String, List<Integer>> byRole = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();
    private final Map<Object, Integer> effects = new HashMap<>();
    private final Map<Integer, BitSet> effectsByNumber = new HashMap<>();
    private final TraitGroups groups;

    SelectorIndex(List<SelectedPart<T>> parts) {
        parts.forEach(part -> bySelector
                .computeIfAbsent(part.selector(), missing -> new ArrayList<>())
                .add(part));
        parts.forEach(part -> effects.putIfAbsent(part.effect(), effects.size()));
        this.selectors = List.copyOf(bySelector.keySet());
        this.groups = new TraitGroups(selectors);
        for (int n = 0; n < selectors.size(); n++) {
            int number = n;
            Set<String> roles =
                    selectors.get(n).principals().map(PrincipalSelector::roles).orElse(Set.of());
            roles.forEach(role ->
                    byRole.computeIfAbsent(role, missing -> new ArrayList<>()).add(number));
            if (roles.isEmpty()) {
                others.add(n);
            }
        }
    }

    /** For each selector, each thing that it asks for, and the traits of which one is enough. */
    List<List<List<PrincipalTrait>>> choices() {
        return IntStream.range(0, selectors.size()).mapToObj(groups::choices).toList();
    }

    /** The parts that are for whoever has these traits and nothing more. */
    List<SelectedPart<T>> selecting(Set<PrincipalTrait> traits) {
        Principal principal = PrincipalTrait.principal(traits);
        List<SelectedPart<T>> found = new ArrayList<>();
        numbers(principal).stream().forEach(number -> found.addAll(bySelector.get(selectors.get(number))));
        return found;
    }

    /** The effects of such parts, as {@link SelectorEffects} has them. */
    BitSet effects(List<SelectedPart<T>> parts) {
        BitSet places = new BitSet();
        for (SelectedPart<T> part : parts) {
            places.set(2 * effects.getOrDefault(part.effect(), 0) + (part.next() ? 1 : 0));
        }
        return places;
    }

    /** The standing of traits for which these parts are. */
    SelectorEffects standing(Set<PrincipalTrait> traits, List<SelectedPart<T>> selected) {
        BitSet effect = effects(selected);
        Map<String, BitSet> reach = new TreeMap<>();
        for (PrincipalTrait trait : traits) {
            BitSet others = new BitSet();
            groups.asking(trait).stream()
                    .filter(number -> !isWithin(effectsOf(number), effect))
                    .forEach(others::set);
            if (!others.isEmpty()) {
                reach.computeIfAbsent(trait.asked(), missing -> new BitSet()).or(others);
            }
            if (trait.unreadable()) {
                reach.put("unreadable " + trait.asked(), new BitSet());
            }
        }
        return new SelectorEffects(effect, reach);
    }

    private BitSet effectsOf(int number) {
        return effectsByNumber.computeIfAbsent(
                number, missing -> effects(bySelector.getOrDefault(selectors.get(number), List.of())));
    }

    private static boolean isWithin(BitSet some, BitSet all) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private BitSet numbers(Principal principal) {
        BitSet numbers = new BitSet();
        principal.roles().forEach(role -> collect(byRole.getOrDefault(role, List.of()), principal, numbers));
        collect(others, principal, numbers);
        return numbers;
    }

    private void collect(List<Integer> candidates, Principal principal, BitSet numbers) {
        for (int candidate : candidates) {
            if (!numbers.get(candidate) && selectors.get(candidate).selects(principal)) {
                numbers.set(candidate);
            }
        }
    }
}
