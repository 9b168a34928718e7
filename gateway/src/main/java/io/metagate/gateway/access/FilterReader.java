package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a filter: a closed part of the MongoDB query language, into a typed predicate. INVARIANT: an operator that is not listed here is refused
 * (P2). One reader reads one filter.
 */
final class FilterReader {

    private static final int MAX_DEPTH = 6;
    private static final int MAX_NODES = 64;
    private static final int MAX_IN = 100;

    private int nodes;

    private FilterReader() {}

    static Predicate read(JsonNode filter) throws BadRequest {
        return new FilterReader().object(filter, 1);
    }

    private Predicate object(JsonNode filter, int depth) throws BadRequest {
        requireSmall(depth);
        if (!filter.isObject()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : filter.properties()) {
            parts.add(
                    member.getKey().startsWith("$")
                            ? connective(member.getKey(), member.getValue(), depth + 1)
                            : field(path(member.getKey()), member.getValue(), depth + 1));
        }
        return parts.size() == 1 ? parts.get(0) : new Predicate.And(parts);
    }

    private Predicate connective(String operator, JsonNode operands, int depth) throws BadRequest {
        if (!operator.equals("$and")) {
            throw new BadRequest(ProblemCode.FILTER_UNKNOWN_OPERATOR);
        }
        requireSmall(depth);
        if (!operands.isArray() || operands.isEmpty()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        List<Predicate> parts = new ArrayList<>();
        for (JsonNode operand : operands) {
            parts.add(object(operand, depth + 1));
        }
        return new Predicate.And(parts);
    }

    private Predicate field(FieldPath path, JsonNode condition, int depth) throws BadRequest {
        requireSmall(depth);
        if (!condition.isObject() || ValueReader.isTyped(condition)) {
            return new Predicate.Compare(path, Predicate.Relation.EQUAL, ValueReader.read(condition));
        }
        if (condition.isEmpty()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : condition.properties()) {
            requireSmall(depth + 1);
            parts.add(operator(path, member.getKey(), member.getValue()));
        }
        return parts.size() == 1 ? parts.get(0) : new Predicate.And(parts);
    }

    private static Predicate operator(FieldPath path, String operator, JsonNode operand) throws BadRequest {
        if (operator.equals("$in")) {
            return new Predicate.In(path, values(operand));
        }
        Predicate.Relation relation = relation(operator)
                .orElseThrow(() -> new BadRequest(
                        operator.startsWith("$") ? ProblemCode.FILTER_UNKNOWN_OPERATOR : ProblemCode.FILTER_MALFORMED));
        Value value = ValueReader.read(operand);
        if (value instanceof Value.Null && relation != Predicate.Relation.EQUAL) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        return new Predicate.Compare(path, relation, value);
    }

    private static Optional<Predicate.Relation> relation(String operator) {
        return switch (operator) {
            case "$eq" -> Optional.of(Predicate.Relation.EQUAL);
            case "$gt" -> Optional.of(Predicate.Relation.GREATER);
            case "$gte" -> Optional.of(Predicate.Relation.GREATER_OR_EQUAL);
            case "$lt" -> Optional.of(Predicate.Relation.LESS);
            case "$lte" -> Optional.of(Predicate.Relation.LESS_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    private static List<Value> values(JsonNode operand) throws BadRequest {
        if (!operand.isArray()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        if (operand.size() > MAX_IN) {
            throw new BadRequest(ProblemCode.FILTER_TOO_COMPLEX);
        }
        List<Value> values = new ArrayList<>();
        for (JsonNode value : operand) {
            values.add(ValueReader.read(value));
        }
        return values;
    }

    private void requireSmall(int depth) throws BadRequest {
        nodes++;
        if (depth > MAX_DEPTH || nodes > MAX_NODES) {
            throw new BadRequest(ProblemCode.FILTER_TOO_COMPLEX);
        }
    }

    private static FieldPath path(String written) throws BadRequest {
        try {
            return FieldPath.of(written);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
    }
}
