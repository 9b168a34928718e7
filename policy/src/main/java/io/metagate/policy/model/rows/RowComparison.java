package io.metagate.policy.model.rows;

import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.LocatedElement;
import java.util.List;

/**
 * A comparison of a row scope as its author wrote it.
 *
 * @param path of the field, where its name stands
 * @param test what is found out of its values
 * @param operands what they are compared with
 */
public record RowComparison(
        LocatedElement<FieldPath> path, RowFilterTemplate.Test test, List<LocatedElement<Operand>> operands) {

    public RowComparison {
        operands = List.copyOf(operands);
    }

    /** What it says, wherever it stands. */
    public RowFilterTemplate.Compared template() {
        return new RowFilterTemplate.Compared(
                path.value(), test, operands.stream().map(LocatedElement::value).toList());
    }
}
