package io.metagate.policy.decision.combination;

import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Things that are for some principals, so that those of one principal are found without looking at all. */
public final class PrincipalIndex<T> {

    private final Function<T, Optional<PrincipalSelector>> selector;
    private final BiPredicate<PrincipalSelector, Principal> selects;
    private final List<T> all;
    private final Map<String, List<Integer>> byRole = new HashMap<>();
    private final Map<String, List<Integer>> byClient = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();

    private PrincipalIndex(
            List<T> all,
            Function<T, Optional<PrincipalSelector>> selector,
            BiPredicate<PrincipalSelector, Principal> selects) {
        this.selector = selector;
        this.selects = selects;
        this.all = List.copyOf(all);
        for (int n = 0; n < this.all.size(); n++) {
            place(n, selector.apply(this.all.get(n)));
        }
    }

    /**
     * An index of what grants, which is found where it is for the principal without doubt.
     *
     * @param all in the order in which they are found
     * @param selector whom one of them is for
     */
    static <T> PrincipalIndex<T> ofGrants(List<T> all, Function<T, PrincipalSelector> selector) {
        return new PrincipalIndex<>(all, selector.andThen(Optional::of), PrincipalSelector::surelySelects);
    }

    /**
     * An index of what restricts or limits, which is found in doubt, too.
     *
     * @param all in the order in which they are found
     * @param selector whom one of them is for; everybody, where empty
     */
    public static <T> PrincipalIndex<T> ofBounds(List<T> all, Function<T, Optional<PrincipalSelector>> selector) {
        return new PrincipalIndex<>(all, selector, PrincipalSelector::maySelect);
    }

    /** Those that are for the principal. */
    public List<T> selecting(Principal principal) {
        Map<Integer, T> found = new TreeMap<>();
        for (String role : principal.roles()) {
            collect(byRole.getOrDefault(role, List.of()), principal, found);
        }
        collect(byClient.getOrDefault(principal.client(), List.of()), principal, found);
        collect(others, principal, found);
        return List.copyOf(found.values());
    }

    /** Each stands in one of the three places: its roles are asked first, as they tell most. */
    private void place(int number, Optional<PrincipalSelector> selected) {
        Set<String> roles = selected.map(PrincipalSelector::roles).orElse(Set.of());
        Set<String> clients = selected.map(PrincipalSelector::clients).orElse(Set.of());
        if (!roles.isEmpty()) {
            roles.forEach(role ->
                    byRole.computeIfAbsent(role, missing -> new ArrayList<>()).add(number));
        } else if (!clients.isEmpty()) {
            clients.forEach(client -> byClient.computeIfAbsent(client, missing -> new ArrayList<>())
                    .add(number));
        } else {
            others.add(number);
        }
    }

    private void collect(List<Integer> numbers, Principal principal, Map<Integer, T> found) {
        for (Integer number : numbers) {
            T candidate = all.get(number);
            Optional<PrincipalSelector> selected = selector.apply(candidate);
            if (selected.isEmpty() || selects.test(selected.get(), principal)) {
                found.put(number, candidate);
            }
        }
    }
}
