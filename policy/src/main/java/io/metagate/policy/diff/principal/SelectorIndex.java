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

/** Parts by whom they are for, so that those for one principal are found without asking all. */
final class SelectorIndex<T> {

    private final Map<SelectorCase, List<SelectedPart<T>>> bySelector = new LinkedHashMap<>();
    private final List<SelectorCase> selectors;
    private final Map<String, List<Integer>> byRole = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();
    private final Map<Object, Integer> effects = new HashMap<>();

    SelectorIndex(List<SelectedPart<T>> parts) {
        parts.forEach(part -> bySelector
                .computeIfAbsent(part.selector(), missing -> new ArrayList<>())
                .add(part));
        parts.forEach(part -> effects.putIfAbsent(part.effect(), effects.size()));
        this.selectors = List.copyOf(bySelector.keySet());
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

    List<SelectorCase> selectors() {
        return selectors;
    }

    List<SelectedPart<T>> selecting(Principal principal) {
        List<SelectedPart<T>> found = new ArrayList<>();
        numbers(principal).stream().forEach(number -> found.addAll(bySelector.get(selectors.get(number))));
        return found;
    }

    /** The effects of such parts, as {@link PrincipalKind} has them. */
    BitSet effects(List<SelectedPart<T>> parts) {
        BitSet places = new BitSet();
        for (SelectedPart<T> part : parts) {
            places.set(2 * effects.getOrDefault(part.effect(), 0) + (part.next() ? 1 : 0));
        }
        return places;
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
