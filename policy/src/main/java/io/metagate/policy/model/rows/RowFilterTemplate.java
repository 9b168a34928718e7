package io.metagate.policy.model.rows;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.function.Function;

/**
 * The row scope of a permit, with the principal's claims still to be filled in. Has the grammar of
 * {@link io.metagate.policy.request.Predicate}.
 */
public sealed interface RowFilterTemplate {

    /** What the visitor does with this variant. */
    <R> R accept(RowFilterVisitor<R> visitor);

    /** Holds if each part does. */
    record All(List<RowFilterTemplate> parts) implements RowFilterTemplate {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(RowFilterVisitor<R> visitor) {
            return visitor.all(this);
        }
    }

    /** Holds if any part does. */
    record Any(List<RowFilterTemplate> parts) implements RowFilterTemplate {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(RowFilterVisitor<R> visitor) {
            return visitor.any(this);
        }
    }

    /** Holds if the part does not. */
    record Not(RowFilterTemplate part) implements RowFilterTemplate {
        @Override
        public <R> R accept(RowFilterVisitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** Holds if one element of an array at the path meets the whole part, the paths of which are whole ones. */
    record AnyElement(FieldPath path, RowFilterTemplate part) implements RowFilterTemplate {
        @Override
        public <R> R accept(RowFilterVisitor<R> visitor) {
            return visitor.anyElement(this);
        }
    }

    /** Holds if a value at the path passes the test. */
    record Compared(FieldPath path, Test test, List<Operand> operands) implements RowFilterTemplate {
        public Compared {
            operands = List.copyOf(operands);
            if (operands.isEmpty() != (test == Test.EXISTS)) {
                throw new IllegalArgumentException("a comparison has something to compare with");
            }
        }

        /** How a filter says it. */
        public FilterOperator operator() {
            return switch (test) {
                case EQUALS_ANY -> operands.size() == 1 ? FilterOperator.EQ : FilterOperator.IN;
                case GREATER -> FilterOperator.GT;
                case GREATER_OR_EQUAL -> FilterOperator.GTE;
                case LESS -> FilterOperator.LT;
                case LESS_OR_EQUAL -> FilterOperator.LTE;
                case STARTS_WITH -> FilterOperator.STARTS_WITH;
                case EXISTS -> FilterOperator.EXISTS;
            };
        }

        @Override
        public <R> R accept(RowFilterVisitor<R> visitor) {
            return visitor.compared(this);
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

        /** What one function or the other makes of it. */
        <R> R fold(Function<? super Literal, ? extends R> literal, Function<? super Claim, ? extends R> claim);

        /** A value written in the policy. */
        record Literal(ScalarValue value) implements Operand {
            @Override
            public <R> R fold(
                    Function<? super Literal, ? extends R> literal, Function<? super Claim, ? extends R> claim) {
                return literal.apply(this);
            }
        }

        /** All values of one of the principal's claims; without the claim the permit does not apply. */
        record Claim(String name) implements Operand {
            @Override
            public <R> R fold(
                    Function<? super Literal, ? extends R> literal, Function<? super Claim, ? extends R> claim) {
                return claim.apply(this);
            }
        }
    }
}
