package io.metagate.policy.explain;

import io.metagate.policy.path.FieldPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A use that a query makes of a field, or that a change writes it, and who grants it.
 *
 * @param kind how the query uses the field
 * @param right the right that the use needs, such as {@code filter: exact}
 * @param path the field, which may not exist
 * @param grantedBy the names of the permits that grant it
 * @param missing by the name of each other applying permit, why it does not
 */
public record UseExplanation(
        Kind kind, String right, FieldPath path, List<String> grantedBy, Map<String, String> missing) {

    /** The parts of a request that use fields. */
    public enum Kind {
        /** A condition. */
        FILTER,
        /** An order. */
        SORT,
        /** Counting by values. */
        GROUP,
        /** The fields written. */
        WRITE,
        /** The fields wanted. */
        FIELDS
    }

    public UseExplanation {
        grantedBy = List.copyOf(grantedBy);
        missing = Collections.unmodifiableMap(new TreeMap<>(missing));
    }

    /** Whether any permit grants it. */
    public boolean granted() {
        return !grantedBy.isEmpty();
    }
}
