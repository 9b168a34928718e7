package io.metagate.policy.filter;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Makes the predicate of a filter in which no claims stand.
 *
 * @param tests is told of each test of one value, and where the value stands, in the order written
 */
public record PredicateBuilder<P>(BiConsumer<P, Predicate.FieldTest> tests) implements FilterBuilder<P, Predicate> {

    @Override
    public Predicate all(List<Predicate> parts) {
        return Predicate.allOf(parts);
    }

    @Override
    public Predicate joined(FilterOperator connective, List<Predicate> parts) {
        return connective == FilterOperator.AND ? new Predicate.And(parts) : new Predicate.Or(parts);
    }

    @Override
    public Predicate not(Predicate part) {
        return new Predicate.Not(part);
    }

    @Override
    public Predicate anyElement(FieldPath path, Predicate part) {
        return new Predicate.AnyElement(path, part);
    }

    @Override
    public Predicate tested(FilterField<P> field, FilterOperator operator, List<FilterOperand<P>> operands) {
        FieldPath path = field.path();
        return switch (operator) {
            case EQ -> compared(path, Relation.EQUAL, operands.get(0));
            case GT -> compared(path, Relation.GREATER, operands.get(0));
            case GTE -> compared(path, Relation.GREATER_OR_EQUAL, operands.get(0));
            case LT -> compared(path, Relation.LESS, operands.get(0));
            case LTE -> compared(path, Relation.LESS_OR_EQUAL, operands.get(0));
            case IN -> in(path, operands);
            case STARTS_WITH -> startsWith(path, operands.get(0));
            case EXISTS -> new Predicate.Exists(path);
            case NE, NIN, NOT, ELEM_MATCH, AND, OR -> throw new IllegalArgumentException("no test of a field");
        };
    }

    @Override
    public boolean isEmpty(Predicate part) {
        return part.uses().findAny().isEmpty();
    }

    private Predicate compared(FieldPath path, Relation relation, FilterOperand<P> operand) {
        return located(operand, new Predicate.Compare(path, relation, value(operand)));
    }

    private Predicate in(FieldPath path, List<FilterOperand<P>> operands) {
        operands.forEach(operand -> compared(path, Relation.EQUAL, operand));
        return new Predicate.In(
                path, operands.stream().map(PredicateBuilder::value).toList());
    }

    private Predicate startsWith(FieldPath path, FilterOperand<P> operand) {
        if (value(operand) instanceof ScalarValue.Text text) {
            return located(operand, new Predicate.StartsWith(path, text.text()));
        }
        throw new IllegalArgumentException("no text to start with");
    }

    private Predicate located(FilterOperand<P> operand, Predicate.FieldTest test) {
        tests.accept(operand.at(), test);
        return test;
    }

    private static ScalarValue value(FilterOperand<?> operand) {
        return operand.literal().orElseThrow(() -> new IllegalArgumentException("a claim stands for the value"));
    }
}
