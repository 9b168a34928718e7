package io.metagate.policy.diff;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.diff.text.PolicyText;
import io.metagate.policy.redaction.transform.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What permits give of one field.
 *
 * @param granted what each gives, in the order of their names, which breaks ties
 */
record FieldGrants(List<Grant> granted) implements ComparableGrant<FieldGrants> {

    static final FieldGrants NONE = new FieldGrants(List.of());

    /** What one permit gives of the field where it applies. */
    record Grant(PermitCoverage extent, FieldRights rights) {}

    FieldGrants {
        granted = List.copyOf(granted);
    }

    static FieldGrants of(List<Grant> granted) {
        return new FieldGrants(granted.stream()
                .filter(grant -> !grant.rights().equals(FieldRights.NONE))
                .toList());
    }

    /**
     * Whether these surely give whatever the others do: where two extents meet, too. What leaves there is the most
     * revealing, and of two that reveal alike that of the first policy; so that of a third extent never matters where
     * these two do.
     */
    @Override
    public boolean covers(FieldGrants others) {
        return equals(others)
                || (others.granted.stream()
                                .allMatch(other -> uses(other.extent()).useAll(other.rights()))
                        && readsAll(others));
    }

    @Override
    public Optional<FieldGrants> with(FieldGrants others) {
        return Optional.of(new FieldGrants(
                Stream.concat(granted.stream(), others.granted.stream()).toList()));
    }

    /** Whether values leave as far as by the others where each two extents meet, of which one is of the others. */
    private boolean readsAll(FieldGrants others) {
        List<PermitCoverage> ends = new ArrayList<>();
        others.granted.stream()
                .map(Grant::extent)
                .filter(end -> !ends.contains(end))
                .forEach(ends::add);
        List<PermitCoverage> all = new ArrayList<>(ends);
        granted.stream().map(Grant::extent).filter(end -> !all.contains(end)).forEach(all::add);
        return ends.stream()
                .allMatch(one -> all.stream().allMatch(other -> read(one, other).covers(others.read(one, other))));
    }

    /** What may be done with the field, in one query or another, wherever the extent is. */
    private FieldRights uses(PermitCoverage extent) {
        FieldRights uses = FieldRights.NONE;
        for (Grant grant : granted) {
            uses = grant.extent().covers(extent) ? uses.or(grant.rights()) : uses;
        }
        return uses;
    }

    /** How values leave that are in both extents, and in others only if one of these is within them. */
    private Transform read(PermitCoverage one, PermitCoverage two) {
        Transform best = new Transform.Remove();
        for (Grant grant : granted) {
            boolean applies = grant.extent().covers(one) || grant.extent().covers(two);
            best = applies ? best.or(grant.rights().read()) : best;
        }
        return best;
    }

    /** The rights, for each different extent. */
    private Map<PermitCoverage, FieldRights> byExtent() {
        Map<PermitCoverage, FieldRights> byExtent = new LinkedHashMap<>();
        granted.forEach(grant -> byExtent.merge(grant.extent(), grant.rights(), FieldRights::or));
        return byExtent;
    }

    /** Whether both give the same, and differ in nothing but where. */
    boolean differInExtentAlone(FieldGrants others) {
        Set<FieldRights> rights = new HashSet<>(byExtent().values());
        rights.addAll(others.byExtent().values());
        return rights.size() == 1
                && !granted.isEmpty()
                && !others.granted.isEmpty()
                && !byExtent().keySet().equals(others.byExtent().keySet());
    }

    /** Whether all that both give is given in one extent, so that it need not be told. */
    boolean shareOneExtent(FieldGrants others) {
        Set<PermitCoverage> extents = new HashSet<>(byExtent().keySet());
        extents.addAll(others.byExtent().keySet());
        return extents.size() == 1;
    }

    /** What is given, wherever that is. */
    String rights() {
        return granted.isEmpty()
                ? "remove"
                : byExtent().values().stream()
                        .map(PolicyText::of)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; "));
    }

    /** Where something is given. */
    Set<PermitCoverage> where() {
        return byExtent().keySet();
    }

    /** Where something is given, as text. */
    String extents() {
        return byExtent().keySet().stream()
                .map(PermitCoverage::toString)
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return granted.isEmpty()
                ? "remove"
                : byExtent().entrySet().stream()
                        .sorted(Comparator.comparing(own -> own.getKey().toString()))
                        .map(own -> PolicyText.of(own.getValue()) + " of " + own.getKey())
                        .collect(Collectors.joining("; "));
    }
}
