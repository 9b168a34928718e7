package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a filter says of one field: a value, or operators that must all hold. */
record FieldTestReader(FilterReader filters, FilterBounds bounds) {

    private static final Set<String> OF_A_VALUE =
            Set.of("$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$startsWith", "$not");
    private static final Set<String> OF_A_FIELD = Set.of("$exists", "$elemMatch");

    Predicate field(FieldPath path, JsonNode condition, int depth) throws BadRequest {
        bounds.count(depth);
        if (!condition.isObject() || ValueReader.isTyped(condition)) {
            return new Predicate.Compare(path, Relation.EQUAL, ValueReader.read(condition));
        }
        return operators(new Place(path, false), condition, depth + 1);
    }

    private Predicate operators(Place place, JsonNode condition, int depth) throws BadRequest {
        if (!condition.isObject() || condition.isEmpty()) {
            throw malformed();
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : condition.properties()) {
            bounds.count(depth);
            parts.add(operator(place, member.getKey(), member.getValue(), depth));
        }
        return Predicate.allOf(parts);
    }

    private Predicate operator(Place place, String operator, JsonNode operand, int depth) throws BadRequest {
        FieldPath path = place.path();
        if (place.ofElements() && OF_A_FIELD.contains(operator)) {
            throw malformed();
        }
        return switch (operator) {
            case "$in" -> new Predicate.In(path, values(operand));
            case "$nin" -> new Predicate.Not(new Predicate.In(path, values(operand)));
            case "$ne" -> new Predicate.Not(compare(path, Relation.EQUAL, operand));
            case "$not" -> new Predicate.Not(operators(place, operand, depth + 1));
            case "$startsWith" -> startsWith(path, operand);
            case "$exists" -> exists(path, operand);
            case "$elemMatch" -> new Predicate.AnyElement(path, elements(path, operand, depth));
            default -> compare(path, relation(operator), operand);
        };
    }

    private static Predicate compare(FieldPath path, Relation relation, JsonNode operand) throws BadRequest {
        Value value = ValueReader.read(operand);
        if (value instanceof Value.Null && relation != Relation.EQUAL) {
            throw malformed();
        }
        return new Predicate.Compare(path, relation, value);
    }

    private static Relation relation(String operator) throws BadRequest {
        return switch (operator) {
            case "$eq" -> Relation.EQUAL;
            case "$gt" -> Relation.GREATER;
            case "$gte" -> Relation.GREATER_OR_EQUAL;
            case "$lt" -> Relation.LESS;
            case "$lte" -> Relation.LESS_OR_EQUAL;
            default ->
                throw new BadRequest(
                        operator.startsWith("$") ? ProblemCode.FILTER_UNKNOWN_OPERATOR : ProblemCode.FILTER_MALFORMED);
        };
    }

    private static Predicate startsWith(FieldPath path, JsonNode operand) throws BadRequest {
        if (!operand.isTextual()) {
            throw malformed();
        }
        String prefix = operand.textValue();
        FilterBounds.require(prefix.length() <= Predicate.StartsWith.MAX_LENGTH);
        return new Predicate.StartsWith(path, prefix);
    }

    private static Predicate exists(FieldPath path, JsonNode operand) throws BadRequest {
        if (!operand.isBoolean()) {
            throw malformed();
        }
        Predicate exists = new Predicate.Exists(path);
        return operand.booleanValue() ? exists : new Predicate.Not(exists);
    }

    /** Operators are about the elements themselves, fields and connectives about documents among them. */
    private Predicate elements(FieldPath path, JsonNode operand, int depth) throws BadRequest {
        if (!operand.isObject() || operand.isEmpty()) {
            throw malformed();
        }
        Iterator<String> names = operand.fieldNames();
        String first = names.next();
        boolean ofValues = OF_A_VALUE.contains(first) || OF_A_FIELD.contains(first);
        Predicate part = ofValues
                ? operators(new Place(path, true), operand, depth)
                : filters.object(operand, depth, Optional.of(path));
        if (part.uses().findAny().isEmpty()) {
            throw malformed();
        }
        return part;
    }

    private static List<Value> values(JsonNode operand) throws BadRequest {
        if (!operand.isArray()) {
            throw malformed();
        }
        FilterBounds.requireValues(operand.size());
        List<Value> values = new ArrayList<>();
        for (JsonNode value : operand) {
            values.add(ValueReader.read(value));
        }
        return values;
    }

    private static BadRequest malformed() {
        return new BadRequest(ProblemCode.FILTER_MALFORMED);
    }

    /**
     * What a test is about.
     *
     * @param ofElements the elements of the array there, each by itself
     */
    private record Place(FieldPath path, boolean ofElements) {}
}
