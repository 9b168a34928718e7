package io.metagate.policy.model;

import java.util.Optional;

/**
 * What a permit asks of queries as its author wrote it.
 *
 * @param scan whether a query may run without an index of the store, if that is said
 * @param minGroup the smallest count that is told, if that is said
 */
public record TermsEntry(Optional<Located<Boolean>> scan, Optional<Located<Integer>> minGroup) {

    /** What holds. */
    public QueryTerms terms() {
        return new QueryTerms(
                scan.map(Located::value).orElse(false),
                minGroup.map(Located::value).orElse(QueryTerms.DEFAULT_MIN_GROUP));
    }
}
