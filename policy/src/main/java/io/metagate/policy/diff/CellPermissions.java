package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.FieldCaps;
import io.metagate.policy.diff.principal.SelectedPart;
import io.metagate.policy.diff.principal.SyntheticPrincipal;
import io.metagate.policy.diff.text.PolicyText;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the policies of one revision give to a principal in one cell, where some of the conditions of restricts may
 * hold.
 *
 * @param permits the permits, in the order of names, with no more than the restricts let them grant that have no
 *     condition or one that may hold; none if one of these refuses
 * @param fields what there is of each field; a field that is not here is hidden
 * @param restricts the other restricts, as far as they take something of it away
 */
record CellPermissions(
        List<CompiledPermit> permits, Map<FieldPath, FieldGrants> fields, Set<ConditionalCap> restricts) {

    private static final CellPermissions NONE = new CellPermissions(List.of(), Map.of(), Set.of());

    CellPermissions {
        permits = List.copyOf(permits);
        fields = Map.copyOf(fields);
        restricts = Set.copyOf(restricts);
    }

    /**
     * What a restrict takes away where its condition may hold.
     *
     * @param condition the condition
     * @param deny whether it takes away all
     * @param caps the most that leaves of each field that there is
     */
    record ConditionalCap(String condition, boolean deny, Map<FieldPath, Transform> caps) {

        @Override
        public String toString() {
            String what = deny
                    ? "deny"
                    : new TreeMap<>(caps)
                            .entrySet().stream()
                                    .map(cap -> cap.getKey() + ": " + PolicyText.of(cap.getValue()))
                                    .collect(Collectors.joining(", "));
            return what + " when " + condition;
        }
    }

    /** That of the earlier or the later revision, where these conditions of restricts may hold and no others. */
    static CellPermissions of(SyntheticPrincipal<CellPart> principal, boolean next, Set<String> conditions) {
        List<CellPart> parts = principal.selected().stream()
                .filter(part -> part.next() == next)
                .map(SelectedPart::part)
                .toList();
        List<CompiledPermit> permits = parts.stream()
                .flatMap(part -> part.<Stream<CompiledPermit>>fold(Stream::of, restriction -> Stream.empty()))
                .sorted(Comparator.comparing(CompiledPermit::name))
                .toList();
        List<CompiledRestriction> restrictions = parts.stream()
                .flatMap(part -> part.<Stream<CompiledRestriction>>fold(permit -> Stream.empty(), Stream::of))
                .sorted(Comparator.comparing(CompiledRestriction::name))
                .toList();
        List<CompiledRestriction> always = restrictions.stream()
                .filter(restriction -> counts(restriction, conditions))
                .toList();
        if (permits.isEmpty() || always.stream().anyMatch(CompiledRestriction::deny)) {
            return NONE;
        }
        FieldCaps caps = FieldCaps.of(always);
        List<CompiledPermit> capped = caps.most().isEmpty()
                ? permits
                : permits.stream().map(permit -> permit.cappedBy(caps)).toList();
        Map<FieldPath, FieldGrants> fields = fields(capped);
        List<CompiledRestriction> sometimes = restrictions.stream()
                .filter(restriction -> !counts(restriction, conditions))
                .toList();
        return new CellPermissions(capped, fields, restricts(sometimes, fields.keySet()));
    }

    private static boolean counts(CompiledRestriction restriction, Set<String> conditions) {
        return restriction
                .when()
                .map(when -> conditions.contains(when.toString()))
                .orElse(true);
    }

    /** Where and when anything is permitted. */
    Set<PermitCoverage> extents() {
        return permits.stream().map(PermitCoverage::of).collect(Collectors.toSet());
    }

    private static Map<FieldPath, FieldGrants> fields(List<CompiledPermit> permits) {
        Map<FieldPath, List<FieldGrants.Grant>> byField = new LinkedHashMap<>();
        for (CompiledPermit permit : permits) {
            PermitCoverage extent = PermitCoverage.of(permit);
            permit.rights().forEach((path, rights) -> byField.computeIfAbsent(path, field -> new ArrayList<>())
                    .add(new FieldGrants.Grant(extent, rights)));
        }
        Map<FieldPath, FieldGrants> fields = new TreeMap<>();
        byField.forEach((path, granted) -> fields.put(path, FieldGrants.of(granted)));
        fields.values().removeIf(FieldGrants.NONE::equals);
        return fields;
    }

    private static Set<ConditionalCap> restricts(List<CompiledRestriction> restrictions, Set<FieldPath> seen) {
        Set<ConditionalCap> found = new HashSet<>();
        for (CompiledRestriction restriction : restrictions) {
            Map<FieldPath, Transform> caps = new HashMap<>(restriction.deny() ? Map.of() : restriction.caps());
            caps.keySet().retainAll(seen);
            if (restriction.deny() || !caps.isEmpty()) {
                found.add(new ConditionalCap(restriction.when().orElseThrow().toString(), restriction.deny(), caps));
            }
        }
        return found;
    }
}
