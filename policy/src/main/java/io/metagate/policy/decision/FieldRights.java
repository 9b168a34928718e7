package io.metagate.policy.decision;

import io.metagate.policy.redaction.Revelation;
import io.metagate.policy.redaction.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.Set;

/**
 * What one permit grants on one field.
 *
 * @param read how its values leave
 * @param filter the ways in which a filter may use it
 * @param sort whether a sort may use it
 */
public record FieldRights(Transform read, Set<FilterKind> filter, boolean sort) {

    public FieldRights {
        filter = Set.copyOf(filter);
        if (read.revelation() != Revelation.CLEAR && (sort || filter.contains(FilterKind.RANGE))) {
            throw new IllegalArgumentException("an order over values that are not read in clear reveals them");
        }
    }

    /** Whether values of the field leave as they are. */
    public boolean clear() {
        return read.revelation() == Revelation.CLEAR;
    }

    /** Whether values of the field leave in any form. */
    public boolean readable() {
        return read.revelation() != Revelation.REMOVE;
    }
}
