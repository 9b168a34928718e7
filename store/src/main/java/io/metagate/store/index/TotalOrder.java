package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * An order in which no two records are equal: that of a sort, with ties broken by the identifier. The identifier runs
 * as the last key does, so that one index yields the order and its reverse.
 *
 * @param keys the keys, of which the identifier is the last
 */
public record TotalOrder(List<SortKey> keys) {

    public TotalOrder {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || !keys.get(keys.size() - 1).path().equals(FieldPath.ID)) {
            throw new IllegalArgumentException("a total order ends with the identifier");
        }
    }

    /** The order of records by that sort; what stands behind the identifier in it has no effect. */
    public static TotalOrder of(List<SortKey> sort) {
        List<SortKey> keys = new ArrayList<>();
        for (SortKey key : sort) {
            keys.add(key);
            if (key.path().equals(FieldPath.ID)) {
                return new TotalOrder(keys);
            }
        }
        boolean descending = !sort.isEmpty() && sort.get(sort.size() - 1).descending();
        keys.add(new SortKey(FieldPath.ID, descending));
        return new TotalOrder(keys);
    }
}
