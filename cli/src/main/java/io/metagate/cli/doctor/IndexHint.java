package io.metagate.cli.doctor;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.store.index.CollectionIndexes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What some policy lets callers filter or sort by, and the gateway's cost guard refuses where nothing else is in the
 * query, as no index answers it.
 *
 * @param filters the fields, with the kinds of conditions
 * @param sorts the fields
 * @param ofAll whether that is all that some policy lets callers filter or sort by, the identifier aside
 */
record IndexHint(Map<FieldPath, Set<FilterKind>> filters, Set<FieldPath> sorts, boolean ofAll) {

    IndexHint {
        filters = new TreeMap<>(filters);
        sorts = new TreeSet<>(sorts);
    }

    static IndexHint of(PolicySet policies, Collection collection, CollectionIndexes indexes) {
        Map<FieldPath, Set<FilterKind>> filters = new TreeMap<>();
        Set<FieldPath> sorts = new TreeSet<>();
        policies.active().permits().stream()
                .filter(permit -> permit.collection().name().equals(collection.name()) && isGuarded(permit))
                .forEach(permit -> permit.rights().forEach((path, rights) -> {
                    filters.computeIfAbsent(path, known -> EnumSet.noneOf(FilterKind.class))
                            .addAll(rights.uses().filter());
                    if (rights.uses().sort()) {
                        sorts.add(path);
                    }
                }));
        long permitted = uses(filters, sorts);
        filters.forEach((path, kinds) -> kinds.removeAll(answered(indexes, path)));
        filters.values().removeIf(Set::isEmpty);
        indexes.orders(Predicate.all()).forEach(sorts::remove);
        return new IndexHint(filters, sorts, permitted > 0 && uses(filters, sorts) == permitted);
    }

    /** How many uses of other fields than the identifier there are that an index can answer. */
    private static long uses(Map<FieldPath, Set<FilterKind>> filters, Set<FieldPath> sorts) {
        long byFilter = filters.entrySet().stream()
                .filter(filter -> !filter.getKey().equals(FieldPath.ID))
                .flatMap(filter -> filter.getValue().stream())
                .filter(kind -> kind != FilterKind.EXISTS)
                .count();
        return byFilter
                + sorts.stream().filter(path -> !path.equals(FieldPath.ID)).count();
    }

    /** That a field exists is found by no index, so that there is nothing to advise. */
    private static Set<FilterKind> answered(CollectionIndexes indexes, FieldPath path) {
        Set<FilterKind> kinds = EnumSet.of(FilterKind.EXISTS);
        indexes.accesses().stream()
                .filter(access -> access.path().equals(path))
                .forEach(access -> kinds.addAll(access.kinds()));
        return kinds;
    }

    private static boolean isGuarded(CompiledPermit permit) {
        return !permit.terms().scan()
                && Stream.of(Action.SEARCH, Action.COUNT, Action.EXPORT).anyMatch(permit.actions()::contains);
    }

    /** Whether callers may filter or sort by other fields than the identifier, and no index answers any of that. */
    boolean isOfAll() {
        return ofAll;
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
                + filter.getValue().stream().map(FilterKind::wireName).collect(Collectors.joining(", ", " (", ")"));
    }
}
