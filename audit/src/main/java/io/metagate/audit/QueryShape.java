package io.metagate.audit;

import io.metagate.audit.text.UntrustedText;
import java.util.List;
import java.util.Optional;

/**
 * What a query looked like, without what it looked for.
 *
 * @param filter the filter with its literals replaced
 * @param sort the fields sorted by, in order, with a minus for descending
 * @param fields the fields asked for, in order
 */
public record QueryShape(Optional<String> filter, List<String> sort, List<String> fields) {

    public QueryShape {
        filter = filter.map(f -> UntrustedText.fit(f, UntrustedText.SHAPE));
        sort = UntrustedText.names(sort);
        fields = UntrustedText.names(fields);
    }

    /** No query, as in a read by identifier or a log-in. */
    public static QueryShape none() {
        return new QueryShape(Optional.empty(), List.of(), List.of());
    }
}
