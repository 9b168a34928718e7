package io.metagate.policy.diff;

import io.metagate.policy.grant.FieldRights;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all permits together give of one field.
 *
 * @param byExtent the rights, for each different extent
 */
record Grants(Map<Extent, FieldRights> byExtent) {

    static final Grants NONE = new Grants(Map.of());

    Grants {
        byExtent = Map.copyOf(byExtent);
    }

    /** Whether these surely give whatever the others do. */
    boolean cover(Grants others) {
        return others.byExtent.entrySet().stream().allMatch(other -> covers(other.getKey(), other.getValue()));
    }

    private boolean covers(Extent extent, FieldRights rights) {
        return byExtent.entrySet().stream()
                .filter(own -> own.getKey().covers(extent))
                .anyMatch(own -> own.getValue().includes(rights));
    }

    /** Whether more is given than by these, less, or other things. */
    SightChange.Kind kindTo(Grants next) {
        return SightChange.Kind.of(!cover(next), !next.cover(this));
    }

    /** Whether both give the same, and differ in nothing but where. */
    boolean differInExtentAlone(Grants others) {
        Set<FieldRights> rights = new HashSet<>(byExtent.values());
        rights.addAll(others.byExtent.values());
        return rights.size() == 1 && !byExtent.isEmpty() && !others.byExtent.isEmpty() && !equals(others);
    }

    /** Whether all that both give is given in one extent, so that it need not be told. */
    boolean shareOneExtent(Grants others) {
        Set<Extent> extents = new HashSet<>(byExtent.keySet());
        extents.addAll(others.byExtent.keySet());
        return extents.size() == 1;
    }

    /** What is given, wherever that is. */
    String rights() {
        return byExtent.isEmpty()
                ? "remove"
                : byExtent.values().stream()
                        .map(PolicyText::of)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; "));
    }

    /** Where something is given. */
    String extents() {
        return byExtent.keySet().stream().map(Extent::toString).sorted().collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return byExtent.isEmpty()
                ? "remove"
                : byExtent.entrySet().stream()
                        .sorted(Comparator.comparing(own -> own.getKey().toString()))
                        .map(own -> PolicyText.of(own.getValue()) + " of " + own.getKey())
                        .collect(Collectors.joining("; "));
    }
}
