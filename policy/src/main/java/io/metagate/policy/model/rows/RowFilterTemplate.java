package io.metagate.policy.model.rows;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.ScalarValue;
import java.util.List;

/**
 * The row scope of a permit, with the principal's claims still to be filled in. Has the grammar of
 * {@link io.metagate.policy.request.Predicate}.
 */
public sealed interface RowFilterTemplate {

    /** Holds if each part does. */
    record All(List<RowFilterTemplate> parts) implements RowFilterTemplate {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds if any part does. */
    record Any(List<RowFilterTemplate> parts) implements RowFilterTemplate {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Holds if the part does not. */
    record Not(RowFilterTemplate part) implements RowFilterTemplate {}

    /** Holds if one element of an array at the path meets the whole part, the paths of which are whole ones. */
    record AnyElement(FieldPath path, RowFilterTemplate part) implements RowFilterTemplate {}

    /** Holds if a value at the path passes the test. */
    record Compared(FieldPath path, Test test, List<Operand> operands) implements RowFilterTemplate {
        public Compared {
            operands = List.copyOf(operands);
            if (operands.isEmpty() != (test == Test.EXISTS)) {
                throw new IllegalArgumentException("a comparison has something to compare with");
            }
        }
    }

    /** What is found out of a value. */
    enum Test {
        /** Whether it equals one of the operands' values. */
        EQUALS_ANY,
        /** Whether it is greater than the one operand. */
        GREATER,
        /** Whether it is greater than the one operand or equal to it. */
        GREATER_OR_EQUAL,
        /** Whether it is less than the one operand. */
        LESS,
        /** Whether it is less than the one operand or equal to it. */
        LESS_OR_EQUAL,
        /** Whether it starts with the one operand. */
        STARTS_WITH,
        /** Whether it is there. */
        EXISTS
    }

    /** What a field is compared with. */
    sealed interface Operand {

        /** A value written in the policy. */
        record Literal(ScalarValue value) implements Operand {}

        /** All values of one of the principal's claims; without the claim the permit does not apply. */
        record Claim(String name) implements Operand {}
    }
}
