package io.metagate.gateway.request.filter;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.gateway.request.json.LocatedNode;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a filter: a closed part of the MongoDB query language, into a typed predicate. INVARIANT: an operator that is
 * not listed here is refused (P2). One reader reads one filter.
 */
public final class JsonFilterParser {

    private final FilterBounds bounds = new FilterBounds();
    private final List<LocatedFilter.LocatedTest> located = new ArrayList<>();
    private final FieldConditionParser tests = new FieldConditionParser(this, bounds, located);

    private JsonFilterParser() {}

    public static LocatedFilter read(LocatedNode filter) throws BadRequest {
        JsonFilterParser reader = new JsonFilterParser();
        return new LocatedFilter(reader.object(filter, 1, Optional.empty()), reader.located);
    }

    /**
     * Fields and connectives, all of which must hold.
     *
     * @param array the array that the object is about the documents of, if it is
     */
    Predicate object(LocatedNode filter, int depth, Optional<FieldPath> array) throws BadRequest {
        bounds.count(depth, filter);
        if (!filter.isObject()) {
            throw filter.refused(ProblemCode.FILTER_MALFORMED, "an object of fields, $and and $or");
        }
        List<Predicate> parts = new ArrayList<>();
        for (Map.Entry<String, LocatedNode> member : filter.members().entrySet()) {
            String name = member.getKey();
            parts.add(
                    name.startsWith("$")
                            ? connective(name, member.getValue(), depth + 1, array)
                            : tests.field(path(name, member.getValue(), array), member.getValue(), depth + 1));
        }
        return Predicate.allOf(parts);
    }

    private Predicate connective(String operator, LocatedNode operands, int depth, Optional<FieldPath> array)
            throws BadRequest {
        if (!operator.equals("$and") && !operator.equals("$or")) {
            throw operands.refused(ProblemCode.FILTER_UNKNOWN_OPERATOR, "$and or $or, or the name of a field");
        }
        bounds.count(depth, operands);
        if (!operands.isArray() || operands.isEmpty()) {
            throw operands.refused(ProblemCode.FILTER_MALFORMED, "an array of at least one filter");
        }
        List<Predicate> parts = new ArrayList<>();
        for (LocatedNode operand : operands.items()) {
            parts.add(object(operand, depth + 1, array));
        }
        return operator.equals("$and") ? new Predicate.And(parts) : new Predicate.Or(parts);
    }

    private static FieldPath path(String written, LocatedNode condition, Optional<FieldPath> array) throws BadRequest {
        try {
            return array.isPresent() ? array.get().below(written) : FieldPath.of(written);
        } catch (IllegalArgumentException e) {
            throw condition.refused(ProblemCode.FILTER_MALFORMED, "a field path: names with dots between them");
        }
    }
}
