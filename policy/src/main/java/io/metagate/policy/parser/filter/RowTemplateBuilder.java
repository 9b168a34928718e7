package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterBuilder;
import io.metagate.policy.filter.FilterField;
import io.metagate.policy.filter.FilterOperand;
import io.metagate.policy.model.rows.RowComparison;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** Makes the row scope of one policy, and remembers where each comparison of it stands. */
final class RowTemplateBuilder implements FilterBuilder<SourcePosition, RowFilterTemplate> {

    private final List<RowComparison> comparisons = new ArrayList<>();

    List<RowComparison> comparisons() {
        return List.copyOf(comparisons);
    }

    @Override
    public RowFilterTemplate all(List<RowFilterTemplate> parts) {
        return parts.size() == 1 ? parts.get(0) : new RowFilterTemplate.All(parts);
    }

    @Override
    public RowFilterTemplate joined(FilterOperator connective, List<RowFilterTemplate> parts) {
        return connective == FilterOperator.AND ? all(parts) : new RowFilterTemplate.Any(parts);
    }

    @Override
    public RowFilterTemplate not(RowFilterTemplate part) {
        return new RowFilterTemplate.Not(part);
    }

    @Override
    public RowFilterTemplate anyElement(FieldPath path, RowFilterTemplate part) {
        return new RowFilterTemplate.AnyElement(path, part);
    }

    @Override
    public RowFilterTemplate tested(
            FilterField<SourcePosition> field, FilterOperator operator, List<FilterOperand<SourcePosition>> operands) {
        List<LocatedElement<Operand>> located = operands.stream()
                .map(operand -> new LocatedElement<>(operand.at(), operand.value()))
                .toList();
        RowComparison comparison =
                new RowComparison(new LocatedElement<>(field.at(), field.path()), test(operator), located);
        comparisons.add(comparison);
        return comparison.template();
    }

    /** Nothing is left out of rows. */
    @Override
    public boolean isEmpty(RowFilterTemplate part) {
        return false;
    }

    private static Test test(FilterOperator operator) {
        return switch (operator) {
            case EQ, IN -> Test.EQUALS_ANY;
            case GT -> Test.GREATER;
            case GTE -> Test.GREATER_OR_EQUAL;
            case LT -> Test.LESS;
            case LTE -> Test.LESS_OR_EQUAL;
            case STARTS_WITH -> Test.STARTS_WITH;
            case EXISTS -> Test.EXISTS;
            case NE, NIN, NOT, ELEM_MATCH, AND, OR -> throw new IllegalArgumentException("no test of a field");
        };
    }
}
