package io.metagate.policy.filter;

import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;

/**
 * Parses what a filter says of one field: a value, or operators that must all hold.
 *
 * @param filters parses the filters within
 * @param bounds what the filter has used up of its bounds
 */
record FieldConditionParser<P, F, E extends Exception>(
        FilterParser<P, F, E> filters, FilterDialect<P, E> dialect, FilterBuilder<P, F> builder, FilterBounds bounds) {

    F readField(FilterField<P> field, FilterNode<P, E> condition, int depth) throws E {
        bounds.count(depth, condition.at(), dialect);
        if (!condition.isObject() || condition.isTypedValue()) {
            return builder.tested(field, FilterOperator.EQ, List.of(operand(condition)));
        }
        return readOperators(new Place<>(field, false), condition, depth + dialect.operatorLevels());
    }

    private F readOperators(Place<P> place, FilterNode<P, E> condition, int depth) throws E {
        List<Optional<F>> read = dialect.each(condition.members(), member -> {
            bounds.count(depth, condition.at(), dialect);
            return readOperator(place, member, depth);
        });
        List<F> parts = read.stream().flatMap(Optional::stream).toList();
        if (parts.isEmpty()) {
            throw dialect.refused(condition.at(), FilterFault.NO_OPERATORS);
        }
        return builder.all(parts);
    }

    /** What the operator says; empty if it is none that can stand there, and others are read all the same. */
    private Optional<F> readOperator(Place<P> place, FilterMember<P, E> member, int depth) throws E {
        Optional<FilterOperator> operator = FilterOperator.of(member.name()).filter(known -> !known.isConnective());
        if (operator.filter(place::allows).isEmpty()) {
            dialect.note(dialect.refused(member, fault(member, operator), place.known()));
            return Optional.empty();
        }
        return Optional.of(readOperand(place, operator.get(), member.value(), depth));
    }

    private FilterFault fault(FilterMember<P, E> member, Optional<FilterOperator> operator) {
        if (operator.isPresent()) {
            return FilterFault.NOT_OF_VALUES;
        }
        return member.name().startsWith("$") ? FilterFault.UNKNOWN_OPERATOR : FilterFault.NO_OPERATOR_NAME;
    }

    private F readOperand(Place<P> place, FilterOperator operator, FilterNode<P, E> operand, int depth) throws E {
        return switch (operator.operand()) {
            case VALUE -> tested(place, operator, List.of(operand(operand)));
            case ORDERED -> tested(place, operator, List.of(ordered(operand)));
            case PREFIX -> tested(place, operator, List.of(prefix(operand)));
            case VALUES -> tested(place, operator, values(operand));
            case FLAG -> presence(place, operator, operand);
            case OPERATORS -> builder.not(readOperators(place, operand, depth + 1));
            case ELEMENTS -> builder.anyElement(place.field().path(), readElements(place, operand, depth));
            case FILTERS -> throw new IllegalArgumentException("no operator of a field");
        };
    }

    private F tested(Place<P> place, FilterOperator operator, List<FilterOperand<P>> operands) {
        F test = builder.tested(place.field(), operator.negated().orElse(operator), operands);
        return operator.negated().isPresent() ? builder.not(test) : test;
    }

    private F presence(Place<P> place, FilterOperator operator, FilterNode<P, E> operand) throws E {
        boolean present = operand.flag().orElseThrow(() -> dialect.refused(operand.at(), FilterFault.NO_FLAG));
        F exists = builder.tested(place.field(), operator, List.of());
        return present ? exists : builder.not(exists);
    }

    /**
     * Operators are about the elements themselves, fields and connectives about documents among them. What is said of
     * elements stands one level below the array, whether or not the operators of the array do.
     */
    private F readElements(Place<P> place, FilterNode<P, E> operand, int depth) throws E {
        List<FilterMember<P, E>> members = operand.members();
        if (members.isEmpty()) {
            throw dialect.refused(operand.at(), FilterFault.NO_ELEMENT_CONDITION);
        }
        int below = depth + 1 - dialect.operatorLevels();
        boolean ofValues = FilterOperator.of(members.get(0).name())
                .filter(first -> !first.isConnective())
                .isPresent();
        F part = ofValues
                ? readOperators(new Place<>(place.field(), true), operand, below)
                : filters.readObject(operand, below, Optional.of(place.field().path()));
        if (builder.isEmpty(part)) {
            throw dialect.refused(operand.at(), FilterFault.NO_ELEMENT_CONDITION);
        }
        return part;
    }

    private FilterOperand<P> operand(FilterNode<P, E> node) throws E {
        return new FilterOperand<>(node.at(), node.operand());
    }

    private FilterOperand<P> ordered(FilterNode<P, E> node) throws E {
        FilterOperand<P> operand = operand(node);
        if (operand.literal().filter(ScalarValue::isNull).isPresent()) {
            throw dialect.refused(node.at(), FilterFault.NO_ORDER);
        }
        return operand;
    }

    private FilterOperand<P> prefix(FilterNode<P, E> node) throws E {
        if (!node.isText()) {
            boolean scalar = !node.isArray() && !node.isObject();
            throw dialect.refused(node.at(), scalar ? FilterFault.NO_TEXT_PREFIX : FilterFault.NO_SCALAR_PREFIX);
        }
        FilterOperand<P> operand = operand(node);
        if (operand.literal().filter(FieldConditionParser::isTooLong).isPresent()) {
            throw dialect.refused(node.at(), FilterFault.PREFIX_TOO_LONG);
        }
        return operand;
    }

    private static boolean isTooLong(ScalarValue prefix) {
        return prefix instanceof ScalarValue.Text text && text.text().length() > Predicate.StartsWith.MAX_LENGTH;
    }

    private List<FilterOperand<P>> values(FilterNode<P, E> node) throws E {
        if (!node.isArray()) {
            return List.of(listed(node));
        }
        List<FilterNode<P, E>> items = List.copyOf(node.items());
        if (items.isEmpty() && !dialect.allowsEmpty()) {
            throw dialect.refused(node.at(), FilterFault.EMPTY_LIST);
        }
        if (items.size() > FilterBounds.MAX_VALUES) {
            throw dialect.refused(node.at(), FilterFault.TOO_MANY_VALUES);
        }
        return dialect.each(items, this::operand);
    }

    /** What stands for a list: a claim can be one. */
    private FilterOperand<P> listed(FilterNode<P, E> node) throws E {
        if (node.isText()) {
            FilterOperand<P> operand = operand(node);
            if (operand.literal().isEmpty()) {
                return operand;
            }
        }
        throw dialect.refused(node.at(), FilterFault.NO_LIST);
    }

    /**
     * What operators are about.
     *
     * @param ofElements the elements of the array there, each by itself
     */
    private record Place<P>(FilterField<P> field, boolean ofElements) {

        boolean allows(FilterOperator operator) {
            return !ofElements || operator.isOfValues();
        }

        /** The names of the operators that can stand here. */
        String known() {
            return FilterOperator.ofFields().stream()
                    .filter(this::allows)
                    .map(FilterOperator::wireName)
                    .sorted()
                    .toList()
                    .toString();
        }
    }
}
