package io.metagate.policy.model;

import io.metagate.policy.request.FilterKind;
import java.util.Set;

/**
 * What a query may use a field for.
 *
 * @param filter the ways in which a filter may use it
 * @param sort whether a sort may use it
 * @param group whether records may be counted by its values
 */
public record FieldUses(Set<FilterKind> filter, boolean sort, boolean group) {

    private static final FieldUses NONE = new FieldUses(Set.of(), false, false);

    public FieldUses {
        filter = Set.copyOf(filter);
    }

    /** No use. */
    public static FieldUses none() {
        return NONE;
    }

    /** Whether one of the uses would reveal values that are not read in clear: all but exact comparisons do. */
    public boolean revealValues() {
        return sort || group || filter.stream().anyMatch(kind -> kind != FilterKind.EXACT);
    }
}
