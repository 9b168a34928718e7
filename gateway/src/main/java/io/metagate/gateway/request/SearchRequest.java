package io.metagate.gateway.request;

import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A search as its caller wrote it.
 *
 * @param filter the condition
 * @param filterText the condition as JSON without white space, which a cursor is bound to
 * @param fields the fields wanted; all that may be seen, where empty
 * @param sort the order wanted
 * @param limit the most records of the page
 * @param cursor where to continue, sealed
 */
public record SearchRequest(
        LocatedFilter filter,
        String filterText,
        Optional<List<FieldPath>> fields,
        List<SortKey> sort,
        int limit,
        Optional<WrittenCursor> cursor) {

    public Query from(Optional<KeysetPosition> position) {
        return new Query(filter.predicate(), fields, sort, limit, position);
    }
}
