package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A principal that has what some policies ask for and nothing more, standing for all of its kind.
 *
 * @param names what it is called, as in {@code role support-agent, client desk}, and what the others of its kind are
 *     called
 * @param kinds the numbers of the kinds that it is a combination of
 * @param selected the parts that are for it
 */
public record Onlooker<T>(List<String> names, BitSet kinds, List<SelectedPart<T>> selected) {

    public Onlooker {
        names = List.copyOf(names);
        selected = List.copyOf(selected);
    }

    /** The kinds of each part of the combination. */
    public List<BitSet> parts() {
        List<BitSet> parts = new ArrayList<>(List.of(new BitSet()));
        kinds.stream().forEach(kind -> {
            for (BitSet part : List.copyOf(parts)) {
                BitSet with = (BitSet) part.clone();
                with.set(kind);
                parts.add(with);
            }
        });
        return parts.subList(1, parts.size() - 1);
    }
}
