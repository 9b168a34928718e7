package io.metagate.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an access ended. */
public enum AccessResult {
    /** The answer left, with or without records in it. */
    RELEASED,
    /** The principal may not, or nobody knows who it is. */
    DENIED,
    /** A limit or a budget was used up. */
    LIMITED,
    /** No answer could be made. */
    FAILED,
    /** A change is about to be done; another record of the same write says how it ended. */
    INTENDED,
    /** Nobody could say whether the change was done. */
    UNKNOWN;

    /** The name of this outcome in a record and in the auditor's API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that wire name, if there is one. */
    public static Optional<AccessResult> of(String wireName) {
        return Arrays.stream(values())
                .filter(o -> o.wireName().equals(wireName))
                .findFirst();
    }
}
