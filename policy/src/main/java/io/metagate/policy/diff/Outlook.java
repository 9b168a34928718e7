package io.metagate.policy.diff;

import io.metagate.policy.decision.Sight;
import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.CompiledRestriction;
import io.metagate.policy.grant.FieldRights;
import io.metagate.policy.grant.Policies;
import io.metagate.policy.model.QueryTerms;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What policies give in one cell.
 *
 * @param fields what there is of each field; a field that is not here is hidden
 * @param restricts the restricts with a condition that take something of it away, as text
 * @param terms what the permits ask of queries
 */
record Outlook(Map<FieldPath, Grants> fields, Set<String> restricts, Set<QueryTerms> terms) {

    Outlook {
        fields = Map.copyOf(fields);
        restricts = Set.copyOf(restricts);
        terms = Set.copyOf(terms);
    }

    static Outlook of(Policies policies, Cell cell) {
        List<CompiledPermit> permits = policies.permits().stream()
                .filter(permit -> permit.collection().name().equals(cell.collection())
                        && permit.actions().contains(cell.action())
                        && permit.isFor(cell.onlooker().principal(), cell.purpose()))
                .toList();
        if (permits.isEmpty()) {
            return new Outlook(Map.of(), Set.of(), Set.of());
        }
        Map<FieldPath, Grants> fields = grants(permits, policies.restrictions(), cell);
        return fields.isEmpty()
                ? new Outlook(fields, Set.of(), Set.of())
                : new Outlook(
                        fields,
                        restricts(policies, cell, fields.keySet()),
                        permits.stream().map(CompiledPermit::terms).collect(Collectors.toSet()));
    }

    private static Map<FieldPath, Grants> grants(
            List<CompiledPermit> permits, List<CompiledRestriction> restrictions, Cell cell) {
        Map<Extent, List<CompiledPermit>> byExtent =
                permits.stream().collect(Collectors.groupingBy(Extent::of, LinkedHashMap::new, Collectors.toList()));
        Map<FieldPath, Map<Extent, FieldRights>> rights = new TreeMap<>();
        byExtent.forEach((extent, same) -> Sight.of(
                        new Policies(same, restrictions),
                        cell.onlooker().principal(),
                        cell.purpose(),
                        cell.action(),
                        cell.collection())
                .fields()
                .forEach((path, given) ->
                        rights.computeIfAbsent(path, field -> new HashMap<>()).put(extent, given)));
        Map<FieldPath, Grants> fields = new HashMap<>();
        rights.forEach((path, given) -> fields.put(path, new Grants(given)));
        return fields;
    }

    private static Set<String> restricts(Policies policies, Cell cell, Set<FieldPath> seen) {
        return policies.restrictions().stream()
                .filter(restriction -> restriction.when().isPresent())
                .filter(restriction -> restriction.covers(
                        cell.onlooker().principal(), cell.purpose(), cell.action(), cell.collection()))
                .filter(restriction -> restriction.deny()
                        || restriction.caps().keySet().stream().anyMatch(seen::contains))
                .map(restriction ->
                        what(restriction, seen) + " when " + restriction.when().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String what(CompiledRestriction restriction, Set<FieldPath> seen) {
        Map<FieldPath, Transform> caps = new TreeMap<>(restriction.caps());
        caps.keySet().retainAll(seen);
        return restriction.deny()
                ? "deny"
                : caps.entrySet().stream()
                        .map(cap -> cap.getKey() + ": " + PolicyText.of(cap.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
