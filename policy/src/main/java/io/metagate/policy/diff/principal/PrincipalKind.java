package io.metagate.policy.diff.principal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All ways to be selected by parts that do the same.
 *
 * @param effects the effects of these parts, those of the earlier revision at even places and those of the later at the
 *     odd ones behind them
 * @param capped whether one of the parts takes away
 * @param names what the ways are called
 * @param ways for each client, or none, the shortest way
 */
record PrincipalKind(BitSet effects, boolean capped, List<String> names, Map<String, Set<PrincipalTrait>> ways) {

    static PrincipalKind empty(BitSet effects, boolean capped) {
        return new PrincipalKind(effects, capped, new ArrayList<>(), new TreeMap<>());
    }

    void add(Set<PrincipalTrait> way) {
        String client = client(way);
        Set<PrincipalTrait> known = ways.get(client);
        if (known == null || way.size() < known.size()) {
            ways.put(client, way);
        }
        names.addAll(CombinationNames.ofWay(way));
    }

    /** Whether these parts do otherwise in the later revision. */
    boolean changes() {
        for (int place = effects.nextSetBit(0); place >= 0; place = effects.nextSetBit(place + 1)) {
            if (!effects.get(place ^ 1)) {
                return true;
            }
        }
        return false;
    }

    /** What somebody has who is of all these kinds; empty where nobody can be, as of two clients. */
    static Optional<Set<PrincipalTrait>> together(List<PrincipalKind> kinds) {
        Set<String> clients = new LinkedHashSet<>(Set.of(""));
        kinds.stream().filter(kind -> !kind.ways.containsKey("")).forEach(kind -> {
            if (clients.contains("")) {
                clients.addAll(kind.ways.keySet());
                clients.remove("");
            } else {
                clients.retainAll(kind.ways.keySet());
            }
        });
        return clients.stream().findFirst().map(client -> {
            Set<PrincipalTrait> traits = new LinkedHashSet<>();
            kinds.forEach(kind -> traits.addAll(kind.ways.getOrDefault("", kind.ways.getOrDefault(client, Set.of()))));
            return traits;
        });
    }

    private static String client(Set<PrincipalTrait> way) {
        return way.stream()
                .filter(trait -> trait.kind() == PrincipalTrait.Kind.CLIENT)
                .map(PrincipalTrait::name)
                .findFirst()
                .orElse("");
    }
}
