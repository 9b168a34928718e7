package io.metagate.policy.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a filter can use a field; a policy grants each by itself. */
public enum FilterKind {
    /** {@code $eq}, {@code $ne}, {@code $in}, {@code $nin}. */
    EXACT,
    /** {@code $gt}, {@code $gte}, {@code $lt}, {@code $lte}. */
    RANGE,
    /** {@code $startsWith}. */
    PREFIX,
    /** {@code $exists}. */
    EXISTS;

    /** The name of this kind in a bundle and in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that wire name, if there is one. */
    public static Optional<FilterKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(k -> k.wireName().equals(wireName))
                .findFirst();
    }
}
