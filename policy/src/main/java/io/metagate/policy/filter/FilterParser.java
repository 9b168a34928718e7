package io.metagate.policy.filter;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import java.util.List;
import java.util.Optional;

/**
 * Parses a filter: a closed part of the MongoDB query language. INVARIANT: an operator that {@link FilterOperator} does
 * not list is refused, in whatever language the filter is written (P2). One parser parses one filter.
 *
 * @param <P> says where a part stands
 * @param <F> what the filter is made into
 * @param <E> says what is wrong with a part
 */
public final class FilterParser<P, F, E extends Exception> {

    private static final String MARK = "$";

    private final FilterDialect<P, E> dialect;
    private final FilterBuilder<P, F> builder;
    private final FilterBounds bounds = new FilterBounds();
    private final FieldConditionParser<P, F, E> conditions;

    public FilterParser(FilterDialect<P, E> dialect, FilterBuilder<P, F> builder) {
        this.dialect = dialect;
        this.builder = builder;
        this.conditions = new FieldConditionParser<>(this, dialect, builder, bounds);
    }

    public F read(FilterNode<P, E> filter) throws E {
        return readObject(filter, 1, Optional.empty());
    }

    /**
     * Fields and connectives, all of which must hold.
     *
     * @param depth from 1
     * @param array the array that the object is about the documents of, if it is
     */
    F readObject(FilterNode<P, E> filter, int depth, Optional<FieldPath> array) throws E {
        bounds.count(depth, filter.at(), dialect);
        if (!filter.isObject()) {
            throw dialect.refused(filter.at(), FilterFault.NO_OBJECT);
        }
        List<FilterMember<P, E>> members = filter.members();
        if (members.isEmpty() && !dialect.allowsEmpty()) {
            throw dialect.refused(filter.at(), FilterFault.EMPTY_OBJECT);
        }
        return builder.all(dialect.each(members, member -> readMember(member, depth + 1, array)));
    }

    private F readMember(FilterMember<P, E> member, int depth, Optional<FieldPath> array) throws E {
        return member.name().startsWith(MARK)
                ? readConnective(member, depth, array)
                : conditions.readField(new FilterField<>(member.at(), path(member, array)), member.value(), depth);
    }

    private F readConnective(FilterMember<P, E> member, int depth, Optional<FieldPath> array) throws E {
        FilterOperator connective = FilterOperator.of(member.name())
                .filter(FilterOperator::isConnective)
                .orElseThrow(() -> dialect.refused(member, FilterFault.UNKNOWN_CONNECTIVE, ""));
        FilterNode<P, E> operands = member.value();
        bounds.count(depth, operands.at(), dialect);
        if (!operands.isArray()) {
            throw dialect.refused(operands.at(), FilterFault.NO_FILTERS);
        }
        if (operands.items().isEmpty()) {
            throw dialect.refused(operands.at(), FilterFault.EMPTY_LIST);
        }
        return builder.joined(
                connective,
                dialect.each(List.copyOf(operands.items()), operand -> readObject(operand, depth + 1, array)));
    }

    private FieldPath path(FilterMember<P, E> member, Optional<FieldPath> array) throws E {
        try {
            return array.isPresent() ? array.get().below(member.name()) : FieldPath.of(member.name());
        } catch (IllegalArgumentException e) {
            throw dialect.refused(member, FilterFault.NO_PATH, String.valueOf(e.getMessage()));
        }
    }
}
