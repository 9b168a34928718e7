package io.metagate.policy.compile.condition;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The parts of an expression. */
final class ExpressionSyntax {

    private ExpressionSyntax() {}

    /** The expression and all of its parts, in no order. */
    static List<CelExpr> parts(CelExpr root) {
        List<CelExpr> parts = new ArrayList<>();
        Deque<CelExpr> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            CelExpr part = open.pop();
            parts.add(part);
            children(part).forEach(open::push);
        }
        return parts;
    }

    /** Those right below the part. */
    static Stream<CelExpr> children(CelExpr part) {
        return switch (part.getKind()) {
            case SELECT -> Stream.of(part.select().operand());
            case CALL -> Stream.concat(part.call().target().stream(), part.call().args().stream());
            case LIST -> part.list().elements().stream();
            case MAP -> part.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value()));
            case STRUCT -> part.struct().entries().stream().map(CelExpr.CelStruct.Entry::value);
            case COMPREHENSION ->
                Stream.of(
                        part.comprehension().iterRange(),
                        part.comprehension().accuInit(),
                        part.comprehension().loopCondition(),
                        part.comprehension().loopStep(),
                        part.comprehension().result());
            case NOT_SET, CONSTANT, IDENT -> Stream.empty();
        };
    }
}
