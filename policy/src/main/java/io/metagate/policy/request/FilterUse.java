package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;

/**
 * One use that a filter makes of a field.
 *
 * @param path the field
 * @param kind how it is used
 * @param values how many values it is compared with
 * @param missing whether it holds for records that have nothing there as well, as a comparison with null does
 */
public record FilterUse(FieldPath path, FilterKind kind, int values, boolean missing) {

    /** The look-up of one value, which is not null. */
    public static FilterUse lookUp(FieldPath path) {
        return new FilterUse(path, FilterKind.EXACT, 1, false);
    }
}
