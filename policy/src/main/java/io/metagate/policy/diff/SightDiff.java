package io.metagate.policy.diff;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares what two revisions of the policies give to principals of every kind that they know, whatever the policies are called. Row scopes and conditions
 * that are written otherwise are told, and not weighed against each other. Of kinds of principals that are combined, only those are looked at that a changed
 * restrict or limit makes: whoever has two roles has what each of them has.
 */
public final class SightDiff {

    private final PolicySet before;
    private final PolicySet after;
    private final Map<List<String>, SightChange> changes = new LinkedHashMap<>();

    private SightDiff(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
    }

    /** All differences: of the catalogue, then in the order of principals, purposes, collections and fields. */
    public static List<SightChange> between(PolicySet before, PolicySet after) {
        SightDiff diff = new SightDiff(before, after);
        new CatalogueDiff(before.catalogue(), after.catalogue()).changes().forEach(diff::add);
        diff.comparePrincipals();
        return List.copyOf(diff.changes.values());
    }

    private void comparePrincipals() {
        Set<String> purposes = new TreeSet<>();
        Set<String> collections = new TreeSet<>();
        Stream.of(before, after)
                .flatMap(policies -> policies.active().permits().stream())
                .forEach(permit -> {
                    purposes.addAll(permit.purposes());
                    collections.add(permit.collection().name());
                });
        LimitDiff limits = new LimitDiff(before, after);
        for (Onlooker onlooker : Onlookers.of(before, after)) {
            limits.changes(onlooker).forEach(change -> add(onlooker, change));
            for (String purpose : purposes) {
                collections.forEach(collection -> compare(onlooker, purpose, collection));
            }
        }
    }

    private void compare(Onlooker onlooker, String purpose, String collection) {
        for (Action action : Action.values()) {
            Cell cell = new Cell(onlooker, purpose, action, collection);
            new CellDiff(cell, Outlook.of(before.active(), cell), Outlook.of(after.active(), cell))
                    .changes()
                    .forEach(change -> add(onlooker, change));
        }
    }

    /** What holds of one part of a combination by itself is not told again of the whole. */
    private void add(Onlooker onlooker, SightChange change) {
        boolean known = onlooker.parts().stream()
                .map(part -> changes.get(key(part, change)))
                .anyMatch(same -> same != null && same.actions().containsAll(change.actions()));
        if (!known) {
            add(change);
        }
    }

    private void add(SightChange change) {
        changes.merge(key(change.who(), change), change, (known, same) -> known.by(same.actions()));
    }

    private static List<String> key(String who, SightChange change) {
        return List.of(who, change.purpose(), change.collection(), change.what(), change.before(), change.after());
    }
}
