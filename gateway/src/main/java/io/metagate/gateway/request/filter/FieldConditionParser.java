package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.ExtendedJsonParser;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a filter says of one field: a value, or operators that must all hold.
 *
 * @param filters reads the filters within
 * @param bounds what the filter has used up of its bounds
 * @param located where the tests stand that were read
 */
record FieldConditionParser(JsonFilterParser filters, FilterBounds bounds, List<LocatedFilter.LocatedTest> located) {

    private static final Set<String> OF_A_VALUE =
            Set.of("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$startsWith", "$not");
    private static final Set<String> OF_A_FIELD = Set.of("$exists", "$elemMatch");
    private static final String ELEMENTS = "an object of operators, or of fields of the array's documents";
    private static final String OPERATOR = "one of "
            + Stream.concat(OF_A_VALUE.stream(), OF_A_FIELD.stream()).sorted().collect(Collectors.joining(", "));

    Predicate field(FieldPath path, LocatedNode condition, int depth) throws BadRequest {
        bounds.count(depth, condition);
        if (!condition.isObject() || ExtendedJsonParser.isTyped(condition.node())) {
            return compare(path, Relation.EQUAL, condition);
        }
        return operators(new Place(path, false), condition, depth + 1);
    }

    private Predicate operators(Place place, LocatedNode condition, int depth) throws BadRequest {
        if (!condition.isObject() || condition.isEmpty()) {
            throw malformed(condition, "an object of operators");
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, LocatedNode> member : condition.members().entrySet()) {
            bounds.count(depth, condition);
            parts.add(operator(place, member.getKey(), member.getValue(), depth));
        }
        return Predicate.allOf(parts);
    }

    private Predicate operator(Place place, String operator, LocatedNode operand, int depth) throws BadRequest {
        FieldPath path = place.path();
        if (place.ofElements() && OF_A_FIELD.contains(operator)) {
            throw malformed(operand, "an operator that compares a value");
        }
        return switch (operator) {
            case "$in" -> new Predicate.In(path, values(path, operand));
            case "$nin" -> new Predicate.Not(new Predicate.In(path, values(path, operand)));
            case "$ne" -> new Predicate.Not(compare(path, Relation.EQUAL, operand));
            case "$not" -> new Predicate.Not(operators(place, operand, depth + 1));
            case "$startsWith" -> startsWith(path, operand);
            case "$exists" -> exists(path, operand);
            case "$elemMatch" -> new Predicate.AnyElement(path, elements(path, operand, depth));
            default -> compare(path, relation(operator, operand), operand);
        };
    }

    private Predicate compare(FieldPath path, Relation relation, LocatedNode operand) throws BadRequest {
        ScalarValue value = ExtendedJsonParser.read(operand);
        if (value instanceof ScalarValue.Null && relation != Relation.EQUAL) {
            throw malformed(operand, "a value that has an order, not null");
        }
        return at(operand, new Predicate.Compare(path, relation, value));
    }

    private static Relation relation(String operator, LocatedNode operand) throws BadRequest {
        return switch (operator) {
            case "$eq" -> Relation.EQUAL;
            case "$gt" -> Relation.GREATER;
            case "$gte" -> Relation.GREATER_OR_EQUAL;
            case "$lt" -> Relation.LESS;
            case "$lte" -> Relation.LESS_OR_EQUAL;
            default ->
                throw operand.refused(
                        operator.startsWith("$") ? ProblemCode.FILTER_UNKNOWN_OPERATOR : ProblemCode.FILTER_MALFORMED,
                        OPERATOR);
        };
    }

    private Predicate startsWith(FieldPath path, LocatedNode operand) throws BadRequest {
        if (!operand.isTextual()) {
            throw malformed(operand, "text");
        }
        String prefix = operand.text();
        FilterBounds.require(prefix.length() <= Predicate.StartsWith.MAX_LENGTH, operand);
        return at(operand, new Predicate.StartsWith(path, prefix));
    }

    private static Predicate exists(FieldPath path, LocatedNode operand) throws BadRequest {
        if (!operand.node().isBoolean()) {
            throw malformed(operand, "true or false");
        }
        Predicate exists = new Predicate.Exists(path);
        return operand.node().booleanValue() ? exists : new Predicate.Not(exists);
    }

    /** Operators are about the elements themselves, fields and connectives about documents among them. */
    private Predicate elements(FieldPath path, LocatedNode operand, int depth) throws BadRequest {
        if (!operand.isObject() || operand.isEmpty()) {
            throw malformed(operand, ELEMENTS);
        }
        String first = operand.members().keySet().iterator().next();
        boolean ofValues = OF_A_VALUE.contains(first) || OF_A_FIELD.contains(first);
        Predicate part = ofValues
                ? operators(new Place(path, true), operand, depth)
                : filters.object(operand, depth, Optional.of(path));
        if (part.uses().findAny().isEmpty()) {
            throw malformed(operand, ELEMENTS);
        }
        return part;
    }

    private List<ScalarValue> values(FieldPath path, LocatedNode operand) throws BadRequest {
        if (!operand.isArray()) {
            throw malformed(operand, "an array of values");
        }
        FilterBounds.requireValues(operand);
        List<ScalarValue> values = new ArrayList<>();
        for (LocatedNode value : operand.items()) {
            ScalarValue read = ExtendedJsonParser.read(value);
            at(value, new Predicate.Compare(path, Relation.EQUAL, read));
            values.add(read);
        }
        return values;
    }

    private Predicate at(LocatedNode place, Predicate.FieldTest test) {
        located.add(new LocatedFilter.LocatedTest(place.pointer(), test));
        return test;
    }

    private static BadRequest malformed(LocatedNode place, String expected) {
        return place.refused(ProblemCode.FILTER_MALFORMED, expected);
    }

    /**
     * What a test is about.
     *
     * @param ofElements the elements of the array there, each by itself
     */
    private record Place(FieldPath path, boolean ofElements) {}
}
