package io.metagate.policy.model;

import io.metagate.policy.source.LocatedElement;
import java.util.Optional;

/**
 * What a permit asks of queries as its author wrote it.
 *
 * @param scan whether a query may run without an index of the store, if that is said
 * @param minGroup the smallest count that is told, if that is said
 */
public record QueryConstraintsEntry(
        Optional<LocatedElement<Boolean>> scan, Optional<LocatedElement<Integer>> minGroup) {

    /** What holds. */
    public QueryConstraints terms() {
        return new QueryConstraints(
                scan.map(LocatedElement::value).orElse(false),
                minGroup.map(LocatedElement::value).orElse(QueryConstraints.DEFAULT_MIN_GROUP));
    }
}
