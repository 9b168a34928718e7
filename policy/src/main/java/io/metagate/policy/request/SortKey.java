package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;

/** One key of a sort order. */
public record SortKey(FieldPath path, boolean descending) {

    /** The written form: the path, after a minus sign if descending. */
    public String wireName() {
        return (descending ? "-" : "") + path.dotted();
    }
}
