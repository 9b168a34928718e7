package io.metagate.policy.model;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Value;
import java.util.List;

/** The row scope of a permit, with the principal's claims still to be filled in. */
public sealed interface RowTemplate {

    /** Holds if each part does. */
    record All(List<RowTemplate> parts) implements RowTemplate {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds if a value at the path equals one of the operands' values. */
    record AnyOf(FieldPath path, List<Operand> operands) implements RowTemplate {
        public AnyOf {
            operands = List.copyOf(operands);
        }
    }

    /** What a field is compared with. */
    sealed interface Operand {

        /** A value written in the policy. */
        record Literal(Value value) implements Operand {}

        /** All values of one of the principal's claims; without the claim the permit does not apply. */
        record Claim(String name) implements Operand {}
    }
}
