package io.metagate.policy.request;

import io.metagate.policy.request.value.ScalarValue;
import java.util.List;

/**
 * A place between two records of a sorted result: the values of the last record before it.
 *
 * @param values one for each sort key, then the record's identifier
 */
public record KeysetPosition(List<ScalarValue> values) {

    public KeysetPosition {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a position has at least the record's identifier");
        }
    }
}
