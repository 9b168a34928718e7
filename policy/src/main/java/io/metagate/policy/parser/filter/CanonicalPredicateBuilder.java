package io.metagate.policy.parser.filter;

import io.metagate.policy.filter.FilterBuilder;
import io.metagate.policy.filter.FilterField;
import io.metagate.policy.filter.FilterOperand;
import io.metagate.policy.filter.PredicateBuilder;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.source.SourcePosition;
import java.util.List;

/**
 * Makes the predicate of a filter in the form that row scopes have: a list of one value is the value, a connective of
 * one part is the part.
 */
record CanonicalPredicateBuilder(PredicateBuilder<SourcePosition> plain)
        implements FilterBuilder<SourcePosition, Predicate> {

    CanonicalPredicateBuilder() {
        this(new PredicateBuilder<>((at, test) -> {}));
    }

    @Override
    public Predicate all(List<Predicate> parts) {
        return plain.all(parts);
    }

    @Override
    public Predicate joined(FilterOperator connective, List<Predicate> parts) {
        return connective == FilterOperator.AND ? all(parts) : plain.joined(connective, parts);
    }

    @Override
    public Predicate not(Predicate part) {
        return plain.not(part);
    }

    @Override
    public Predicate anyElement(FieldPath path, Predicate part) {
        return plain.anyElement(path, part);
    }

    @Override
    public Predicate tested(
            FilterField<SourcePosition> field, FilterOperator operator, List<FilterOperand<SourcePosition>> operands) {
        boolean single = operator == FilterOperator.IN && operands.size() == 1;
        return plain.tested(field, single ? FilterOperator.EQ : operator, operands);
    }

    @Override
    public boolean isEmpty(Predicate part) {
        return plain.isEmpty(part);
    }
}
