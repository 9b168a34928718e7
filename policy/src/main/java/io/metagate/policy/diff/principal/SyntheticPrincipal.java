package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.List;

/**
 * A principal that has what some policies ask for and nothing more, standing for all of its kind.
 *
 * @param names what it is called, as in {@code role support-agent, client desk}, and what the others of its kind are
 *     called
 * @param kinds the numbers of the kinds that it is a combination of, in their order
 * @param effects numbers of what the parts do that are for it, in the earlier revision even ones and in the later the
 *     odd ones behind them: for principals with equal ones, the same counts
 * @param selected the parts that are for it
 */
public record SyntheticPrincipal<T>(
        List<String> names, List<Integer> kinds, List<Integer> effects, List<SelectedPart<T>> selected) {

    public SyntheticPrincipal {
        names = List.copyOf(names);
        kinds = List.copyOf(kinds);
        effects = List.copyOf(effects);
        selected = List.copyOf(selected);
    }

    /** Whether these parts do otherwise in the later revision. */
    public boolean changes() {
        return effects.stream().anyMatch(place -> !effects.contains(place ^ 1));
    }

    /** The kinds of each part of the combination. */
    public List<List<Integer>> parts() {
        List<List<Integer>> parts = new ArrayList<>(List.of(List.of()));
        for (Integer kind : kinds) {
            for (List<Integer> part : List.copyOf(parts)) {
                List<Integer> with = new ArrayList<>(part);
                with.add(kind);
                parts.add(with);
            }
        }
        return parts.subList(1, parts.size() - 1);
    }
}
