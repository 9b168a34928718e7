package io.metagate.cli.doctor;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.CompiledPermit;
import io.metagate.policy.decision.FieldRights;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.store.index.Indexes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What some policy lets callers filter or sort by, and the gateway's cost guard refuses where nothing else is in the query, as no index answers it.
 *
 * @param filters the fields, with the kinds of conditions
 * @param sorts the fields
 */
record IndexHint(Map<FieldPath, Set<FilterKind>> filters, Set<FieldPath> sorts) {

    IndexHint {
        filters = new TreeMap<>(filters);
        sorts = new TreeSet<>(sorts);
    }

    static IndexHint of(PolicySet policies, Collection collection, Indexes indexes) {
        List<Map<FieldPath, FieldRights>> granted = policies.active().permits().stream()
                .filter(permit -> permit.collection().name().equals(collection.name()))
                .filter(IndexHint::isGuarded)
                .map(CompiledPermit::rights)
                .toList();
        Map<FieldPath, Set<FilterKind>> filters = new TreeMap<>();
        Set<FieldPath> sorts = new TreeSet<>();
        granted.stream().flatMap(rights -> rights.entrySet().stream()).forEach(right -> {
            filters.computeIfAbsent(right.getKey(), path -> EnumSet.noneOf(FilterKind.class))
                    .addAll(right.getValue().uses().filter());
            if (right.getValue().uses().sort()) {
                sorts.add(right.getKey());
            }
        });
        indexes.accesses()
                .forEach(access -> filters.computeIfPresent(access.path(), (path, kinds) -> {
                    kinds.removeAll(access.kinds());
                    return kinds;
                }));
        filters.values().removeIf(Set::isEmpty);
        indexes.orders(Predicate.all()).forEach(sorts::remove);
        return new IndexHint(filters, sorts);
    }

    private static boolean isGuarded(CompiledPermit permit) {
        return !permit.terms().scan()
                && Stream.of(Action.SEARCH, Action.COUNT, Action.EXPORT).anyMatch(permit.actions()::contains);
    }

    String text() {
        if (filters.isEmpty() && sorts.isEmpty()) {
            return "They answer all that policies let callers filter and sort by.";
        }
        String byFilter = filters.isEmpty()
                ? ""
                : " filter by "
                        + filters.entrySet().stream().map(IndexHint::text).collect(Collectors.joining(", ")) + ";";
        String bySort = sorts.isEmpty()
                ? ""
                : " sort by " + sorts.stream().map(FieldPath::dotted).collect(Collectors.joining(", ")) + ";";
        return "Permitted, but refused unless an index answers the rest of the query:" + byFilter + bySort
                + " add indexes where callers need them.";
    }

    private static String text(Map.Entry<FieldPath, Set<FilterKind>> filter) {
        return filter.getKey().dotted()
                + filter.getValue().stream().map(FilterKind::written).collect(Collectors.joining(", ", " (", ")"));
    }
}
