package io.metagate.policy.model;

import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.path.FieldPath;
import java.util.List;

/**
 * A comparison of a row scope as its author wrote it.
 *
 * @param path of the field, where its name stands
 * @param test what is found out of its values
 * @param operands what they are compared with
 */
public record RowComparison(Located<FieldPath> path, RowTemplate.Test test, List<Located<Operand>> operands) {

    public RowComparison {
        operands = List.copyOf(operands);
    }

    /** What it says, wherever it stands. */
    public RowTemplate.Compared template() {
        return new RowTemplate.Compared(
                path.value(), test, operands.stream().map(Located::value).toList());
    }
}
