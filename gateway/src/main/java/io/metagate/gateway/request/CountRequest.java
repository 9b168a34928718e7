package io.metagate.gateway.request;

import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Query;
import java.util.Optional;

/**
 * A count as its caller wrote it.
 *
 * @param filter the condition
 * @param by the field by whose values is counted; altogether, where empty
 */
public record CountRequest(LocatedFilter filter, Optional<FieldPath> by) {

    public Query query() {
        return Query.count(filter.predicate(), by);
    }
}
