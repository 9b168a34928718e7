package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a filter: a closed part of the MongoDB query language, into a typed predicate. INVARIANT: an operator that is not listed here is refused
 * (P2). One reader reads one filter.
 */
final class FilterReader {

    private final FilterBounds bounds = new FilterBounds();
    private final FieldTestReader tests = new FieldTestReader(this, bounds);

    private FilterReader() {}

    static Predicate read(JsonNode filter) throws BadRequest {
        return new FilterReader().object(filter, 1, Optional.empty());
    }

    /**
     * Fields and connectives, all of which must hold.
     *
     * @param array the array that the object is about the documents of, if it is
     */
    Predicate object(JsonNode filter, int depth, Optional<FieldPath> array) throws BadRequest {
        bounds.count(depth);
        if (!filter.isObject()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : filter.properties()) {
            String name = member.getKey();
            parts.add(
                    name.startsWith("$")
                            ? connective(name, member.getValue(), depth + 1, array)
                            : tests.field(path(name, array), member.getValue(), depth + 1));
        }
        return Predicate.allOf(parts);
    }

    private Predicate connective(String operator, JsonNode operands, int depth, Optional<FieldPath> array)
            throws BadRequest {
        if (!operator.equals("$and") && !operator.equals("$or")) {
            throw new BadRequest(ProblemCode.FILTER_UNKNOWN_OPERATOR);
        }
        bounds.count(depth);
        if (!operands.isArray() || operands.isEmpty()) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
        List<Predicate> parts = new ArrayList<>();
        for (JsonNode operand : operands) {
            parts.add(object(operand, depth + 1, array));
        }
        return operator.equals("$and") ? new Predicate.And(parts) : new Predicate.Or(parts);
    }

    private static FieldPath path(String written, Optional<FieldPath> array) throws BadRequest {
        try {
            return array.isPresent() ? array.get().below(written) : FieldPath.of(written);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(ProblemCode.FILTER_MALFORMED);
        }
    }
}
