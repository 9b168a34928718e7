package io.metagate.gateway.store.query;

import io.metagate.policy.request.value.ScalarValue;
import java.util.Optional;

/**
 * Records that have one value in common.
 *
 * @param value the value, null where the records have none; empty if it is none of the declared type, or none that a
 *     query can hold
 * @param several whether it is an array
 * @param count how many records
 */
public record CountGroup(Optional<ScalarValue> value, boolean several, long count) {}
