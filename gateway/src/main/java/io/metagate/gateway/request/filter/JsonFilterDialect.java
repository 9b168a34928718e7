package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.filter.FilterDialect;
import io.metagate.policy.filter.FilterFault;
import io.metagate.policy.filter.FilterMember;
import io.metagate.policy.request.FilterOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Filters as requests have them. Whoever sends one is told the first problem. What says nothing is taken as it is, as
 * MongoDB does: clients build filters out of parts, of which there may be none.
 */
final class JsonFilterDialect implements FilterDialect<String, BadRequest> {

    private static final String OPERATOR = "one of "
            + FilterOperator.ofFields().stream()
                    .map(FilterOperator::wireName)
                    .sorted()
                    .collect(Collectors.joining(", "));

    @Override
    public boolean allowsEmpty() {
        return true;
    }

    @Override
    public int operatorLevels() {
        return 1;
    }

    @Override
    public BadRequest refused(String at, FilterFault fault) {
        return new BadRequest(code(fault), InvalidPart.member(at, expected(fault)));
    }

    @Override
    public BadRequest refused(FilterMember<String, BadRequest> member, FilterFault fault, String detail) {
        return refused(member.at(), fault);
    }

    @Override
    public void note(BadRequest problem) throws BadRequest {
        throw problem;
    }

    @Override
    public <T, R> List<R> each(List<T> parts, PartReader<T, R, BadRequest> reader) throws BadRequest {
        List<R> read = new ArrayList<>(parts.size());
        for (T part : parts) {
            read.add(reader.read(part));
        }
        return read;
    }

    private static ProblemCode code(FilterFault fault) {
        return switch (fault) {
            case TOO_DEEP, TOO_MANY_CONDITIONS, TOO_MANY_VALUES, PREFIX_TOO_LONG -> ProblemCode.FILTER_TOO_COMPLEX;
            case UNKNOWN_CONNECTIVE, UNKNOWN_OPERATOR -> ProblemCode.FILTER_UNKNOWN_OPERATOR;
            case NO_OPERATOR_NAME,
                    NOT_OF_VALUES,
                    NO_PATH,
                    NO_OBJECT,
                    EMPTY_OBJECT,
                    NO_FILTERS,
                    EMPTY_LIST,
                    NO_OPERATORS,
                    NO_ELEMENT_CONDITION,
                    NO_LIST,
                    NO_FLAG,
                    NO_SCALAR_PREFIX,
                    NO_TEXT_PREFIX,
                    NO_ORDER -> ProblemCode.FILTER_MALFORMED;
        };
    }

    /** The form that is expected; empty if the code says it all. */
    private static String expected(FilterFault fault) {
        return switch (fault) {
            case TOO_DEEP, TOO_MANY_CONDITIONS, TOO_MANY_VALUES, PREFIX_TOO_LONG -> "";
            case UNKNOWN_CONNECTIVE -> "$and or $or, or the name of a field";
            case UNKNOWN_OPERATOR, NO_OPERATOR_NAME -> OPERATOR;
            case NOT_OF_VALUES -> "an operator that compares a value";
            case NO_PATH -> "a field path: names with dots between them";
            case NO_OBJECT, EMPTY_OBJECT -> "an object of fields, $and and $or";
            case NO_FILTERS, EMPTY_LIST -> "an array of at least one filter";
            case NO_OPERATORS -> "an object of operators";
            case NO_ELEMENT_CONDITION -> "an object of operators, or of fields of the array's documents";
            case NO_LIST -> "an array of values";
            case NO_FLAG -> "true or false";
            case NO_SCALAR_PREFIX, NO_TEXT_PREFIX -> "text";
            case NO_ORDER -> "a value that has an order, not null";
        };
    }
}
