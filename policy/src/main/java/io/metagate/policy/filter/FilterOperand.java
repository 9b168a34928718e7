package io.metagate.policy.filter;

import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Optional;

/**
 * What a condition compares a field with.
 *
 * @param at where it stands
 * @param value a value, or what stands for one
 */
public record FilterOperand<P>(P at, Operand value) {

    /** The value; empty where a claim stands for it, of which nothing is known yet. */
    public Optional<ScalarValue> literal() {
        return value.fold(literal -> Optional.of(literal.value()), claim -> Optional.empty());
    }
}
