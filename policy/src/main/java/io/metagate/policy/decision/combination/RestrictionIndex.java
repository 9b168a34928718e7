package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The restricts by collection and action, so that a decision looks at those alone that could apply, however many there
 * are.
 */
public final class RestrictionIndex {

    private final List<CompiledRestriction> all;
    private final Map<Key, PrincipalIndex<CompiledRestriction>> byKey = new HashMap<>();

    public RestrictionIndex(List<CompiledRestriction> restrictions) {
        this.all = restrictions.stream()
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        Map<Key, List<CompiledRestriction>> grouped = new HashMap<>();
        for (CompiledRestriction restriction : all) {
            for (Action action : restriction.actions()) {
                Key key = new Key(restriction.collection(), action);
                grouped.computeIfAbsent(key, missing -> new ArrayList<>()).add(restriction);
            }
        }
        grouped.forEach(
                (key, group) -> byKey.put(key, PrincipalIndex.ofBounds(group, CompiledRestriction::principals)));
    }

    /** Those that restrict such a request, in the order of their names. */
    public List<CompiledRestriction> restricting(Principal principal, RequestFacts facts) {
        PrincipalIndex<CompiledRestriction> group = byKey.get(new Key(facts.collection(), facts.action()));
        if (group == null) {
            return List.of();
        }
        List<CompiledRestriction> restricting = new ArrayList<>();
        for (CompiledRestriction restriction : group.selecting(principal)) {
            if (restriction.isFor(principal, facts)) {
                restricting.add(restriction);
            }
        }
        return restricting;
    }

    /** All of them, in the order of their names. */
    List<CompiledRestriction> all() {
        return all;
    }

    private record Key(String collection, Action action) {}
}
