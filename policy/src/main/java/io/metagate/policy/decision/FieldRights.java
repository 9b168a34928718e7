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

    /**
     * What is left of these rights where no more than the cap may leave. A use that was granted of a field in clear is not one of the field as it is then;
     * an exact comparison that was granted of a field that is not in clear still is.
     */
    FieldRights cappedBy(Transform cap) {
        if (cap.revelation() == Revelation.CLEAR || cap.revelation().compareTo(read.revelation()) > 0) {
            return this;
        }
        return new FieldRights(cap, clear() ? Set.of() : filter, false);
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
