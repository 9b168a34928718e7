package io.metagate.policy.compile.check;

import io.metagate.policy.model.rows.RowFilterTemplate.Compared;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Two comparisons that one value must pass. What a claim will be is not known, and excludes nothing. */
record ComparisonConflict(Compared one, Compared other) {

    /** Whether no value passes the both. */
    boolean isTooMuch() {
        if (one.test() == Test.EQUALS_ANY) {
            return literals(one)
                    .filter(values -> values.stream().noneMatch(this::mayPassOther))
                    .isPresent();
        }
        boolean bounds = isLower(one.test()) && isUpper(other.test());
        return bounds && literals(one).isPresent() && literals(other).isPresent() && boundsCross();
    }

    private boolean boundsCross() {
        OptionalInt order = LiteralOrder.compare(first(one), first(other));
        boolean closed = one.test() == Test.GREATER_OR_EQUAL && other.test() == Test.LESS_OR_EQUAL;
        return order.isPresent() && (order.getAsInt() > 0 || (order.getAsInt() == 0 && !closed));
    }

    private boolean mayPassOther(ScalarValue value) {
        return literals(other)
                .filter(operands -> other.test() != Test.EXISTS)
                .map(operands -> operands.stream().anyMatch(operand -> mayPass(value, operand)))
                .orElse(true);
    }

    private boolean mayPass(ScalarValue value, ScalarValue operand) {
        if (value.isNull() || operand.isNull()) {
            return other.test() == Test.EQUALS_ANY && value.equals(operand);
        }
        if (other.test() == Test.STARTS_WITH) {
            return !(value instanceof ScalarValue.Text text && operand instanceof ScalarValue.Text prefix)
                    || text.text().startsWith(prefix.text());
        }
        OptionalInt known = LiteralOrder.compare(value, operand);
        return known.isEmpty() || passes(known.getAsInt());
    }

    private boolean passes(int order) {
        return switch (other.test()) {
            case EQUALS_ANY -> order == 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case STARTS_WITH, EXISTS -> true;
        };
    }

    /** The values that it compares with; empty where one of them is a claim. */
    private static Optional<List<ScalarValue>> literals(Compared compared) {
        List<ScalarValue> values = compared.operands().stream()
                .flatMap(operand -> operand.<Stream<ScalarValue>>fold(
                        literal -> Stream.of(literal.value()), claim -> Stream.empty()))
                .toList();
        return Optional.of(values)
                .filter(all -> all.size() == compared.operands().size());
    }

    private static ScalarValue first(Compared compared) {
        return literals(compared).orElseThrow().get(0);
    }

    private static boolean isLower(Test test) {
        return test == Test.GREATER || test == Test.GREATER_OR_EQUAL;
    }

    private static boolean isUpper(Test test) {
        return test == Test.LESS || test == Test.LESS_OR_EQUAL;
    }
}
