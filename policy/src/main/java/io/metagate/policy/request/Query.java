package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which records are asked for, as the principal wrote it: syntax only, no right of it checked.
 *
 * @param filter the condition
 * @param fields the fields wanted, or those that a change writes; empty means all that may be seen, or whatever is
 *     written
 * @param by the field by whose values records are counted; empty where they are not
 * @param sort up to 4 keys; the record's identifier breaks ties
 * @param limit the most records of one page, 1 to 1,000
 * @param after the place to continue from
 */
public record Query(
        Predicate filter,
        Optional<List<FieldPath>> fields,
        Optional<FieldPath> by,
        List<SortKey> sort,
        int limit,
        Optional<KeysetPosition> after) {

    /** The most records that one page can hold. */
    public static final int MAX_LIMIT = 1_000;

    /** The most keys that a sort can have. */
    public static final int MAX_SORT_KEYS = 4;

    public Query {
        fields = fields.map(List::copyOf);
        sort = List.copyOf(sort);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_LIMIT + " records");
        }
        if (sort.size() > MAX_SORT_KEYS) {
            throw new IllegalArgumentException("a sort has at most " + MAX_SORT_KEYS + " keys");
        }
        if (by.isPresent() && !sort.isEmpty()) {
            throw new IllegalArgumentException("records that are counted have no order");
        }
        if (sort.stream().map(SortKey::path).distinct().count() != sort.size()) {
            throw new IllegalArgumentException("a sort names a field twice");
        }
    }

    /** A query that counts nothing. */
    public Query(
            Predicate filter,
            Optional<List<FieldPath>> fields,
            List<SortKey> sort,
            int limit,
            Optional<KeysetPosition> after) {
        this(filter, fields, Optional.empty(), sort, limit, after);
    }

    /** The query for the number of records, by the values of a field or altogether. No field of a record leaves. */
    public static Query count(Predicate filter, Optional<FieldPath> by) {
        return new Query(filter, Optional.of(List.of()), by, List.of(), 1, Optional.empty());
    }

    /** The query for one record, of which the given fields are wanted. */
    public static Query byId(ScalarValue id, Optional<List<FieldPath>> fields) {
        Predicate filter = new Predicate.Compare(FieldPath.ID, Predicate.Relation.EQUAL, id);
        return new Query(filter, fields, List.of(), 1, Optional.empty());
    }

    /** The fields that it names, for whatever use. */
    public Stream<FieldPath> paths() {
        return Stream.of(
                        filter.uses().map(FilterUse::path),
                        sort.stream().map(SortKey::path),
                        by.stream(),
                        fields.stream().flatMap(List::stream))
                .flatMap(Function.identity());
    }
}
