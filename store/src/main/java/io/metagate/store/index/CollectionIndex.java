package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.SortKey;
import java.util.List;
import java.util.Set;

/**
 * An index that has every record of its collection, so that the store can use it for any query that fits.
 *
 * @param keys its keys, of which there is one at least, the leading one first
 * @param unique whether no two records have the same values at its keys
 */
public record CollectionIndex(List<IndexKey> keys, boolean unique) {

    public CollectionIndex {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("an index has a key");
        }
    }

    FieldPath leading() {
        return keys.get(0).path();
    }

    /** Whether a condition of that kind on the field has the store read a part of this index only. */
    boolean finds(FieldPath path, FilterKind kind) {
        return leading().equals(path)
                && switch (kind) {
                    case EXACT -> true;
                    case RANGE, PREFIX -> !keys.get(0).hashed();
                    case EXISTS -> false;
                };
    }

    /** Whether so many values of the field are those of as many records at most. */
    boolean identifiesBy(FieldPath path) {
        return unique && keys.size() == 1 && leading().equals(path);
    }

    /**
     * Whether records with one value at each of the fixed fields stand in this index in that order, or in its reverse.
     *
     * @param fixed fields that all of the records have the same value at
     */
    boolean yields(List<SortKey> order, Set<FieldPath> fixed) {
        return !hashed() && (runsAlong(order, fixed, false) || runsAlong(order, fixed, true));
    }

    private boolean hashed() {
        return keys.stream().anyMatch(IndexKey::hashed);
    }

    private boolean runsAlong(List<SortKey> order, Set<FieldPath> fixed, boolean reversed) {
        int matched = 0;
        for (IndexKey key : keys) {
            if (matched == order.size()) {
                return true;
            }
            SortKey wanted = order.get(matched);
            boolean constant = fixed.contains(key.path());
            if (key.path().equals(wanted.path()) && (constant || key.runs(wanted.descending() != reversed))) {
                matched++;
            } else if (!constant) {
                return false;
            }
        }
        return matched == order.size();
    }
}
