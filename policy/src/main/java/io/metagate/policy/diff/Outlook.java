package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.FieldCaps;
import io.metagate.policy.diff.principal.Onlooker;
import io.metagate.policy.diff.principal.SelectedPart;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the policies of one revision give to an onlooker in one cell.
 *
 * @param permits the permits, in the order of names, with no more than the restricts let them grant that have no
 *     condition; none if one of these refuses
 * @param fields what there is of each field; a field that is not here is hidden
 * @param restricts the restricts with a condition that take something of it away, as text
 */
record Outlook(List<CompiledPermit> permits, Map<FieldPath, Grants> fields, Set<String> restricts) {

    private static final Outlook NONE = new Outlook(List.of(), Map.of(), Set.of());

    Outlook {
        permits = List.copyOf(permits);
        fields = Map.copyOf(fields);
        restricts = Set.copyOf(restricts);
    }

    /** That of the earlier or the later revision. */
    static Outlook of(Onlooker<Object> onlooker, boolean next) {
        List<CompiledPermit> permits = new ArrayList<>();
        List<CompiledRestriction> always = new ArrayList<>();
        List<CompiledRestriction> sometimes = new ArrayList<>();
        for (SelectedPart<Object> part : onlooker.selected()) {
            if (part.next() == next && part.part() instanceof CompiledPermit permit) {
                permits.add(permit);
            } else if (part.next() == next && part.part() instanceof CompiledRestriction restriction) {
                (restriction.when().isEmpty() ? always : sometimes).add(restriction);
            }
        }
        if (permits.isEmpty() || always.stream().anyMatch(CompiledRestriction::deny)) {
            return NONE;
        }
        permits.sort(Comparator.comparing(CompiledPermit::name));
        always.sort(Comparator.comparing(CompiledRestriction::name));
        FieldCaps caps = FieldCaps.of(always);
        List<CompiledPermit> capped =
                permits.stream().map(permit -> permit.cappedBy(caps)).toList();
        Map<FieldPath, Grants> fields = fields(capped);
        return new Outlook(capped, fields, restricts(sometimes, fields.keySet()));
    }

    /** Where and when anything is permitted. */
    Set<Extent> extents() {
        return permits.stream().map(Extent::of).collect(Collectors.toSet());
    }

    private static Map<FieldPath, Grants> fields(List<CompiledPermit> permits) {
        Map<FieldPath, List<Grants.Grant>> byField = new LinkedHashMap<>();
        for (CompiledPermit permit : permits) {
            Extent extent = Extent.of(permit);
            permit.rights().forEach((path, rights) -> byField.computeIfAbsent(path, field -> new ArrayList<>())
                    .add(new Grants.Grant(extent, rights)));
        }
        Map<FieldPath, Grants> fields = new TreeMap<>();
        byField.forEach((path, granted) -> fields.put(path, Grants.of(granted)));
        fields.values().removeIf(Grants.NONE::equals);
        return fields;
    }

    private static Set<String> restricts(List<CompiledRestriction> restrictions, Set<FieldPath> seen) {
        return restrictions.stream()
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
