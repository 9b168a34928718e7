package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;

/**
 * One use that a filter makes of a field.
 *
 * @param path the field
 * @param kind how it is used
 * @param values how many values it is compared with, 1 at least
 * @param missing whether it holds where there is nothing as well, as a comparison with null does and a negation about
 *     an element of an array
 */
public record FilterUse(FieldPath path, FilterKind kind, int values, boolean missing) {

    /** The same use where it holds if there is nothing as well. */
    FilterUse ofMissing() {
        return new FilterUse(path, kind, values, true);
    }

    /** The look-up of one value, which is not null. */
    public static FilterUse lookUp(FieldPath path) {
        return new FilterUse(path, FilterKind.EXACT, 1, false);
    }
}
