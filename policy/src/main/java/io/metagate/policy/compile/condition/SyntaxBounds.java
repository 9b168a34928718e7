package io.metagate.policy.compile.condition;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much an expression may say, so that asking it costs little whatever a token holds. */
final class SyntaxBounds {

    private SyntaxBounds() {}

    /** Which bound the expression breaks, if it breaks one. */
    static Optional<String> broken(CelExpr root) {
        Deque<Visit> open = new ArrayDeque<>(List.of(new Visit(root, 0)));
        for (int nodes = 1; !open.isEmpty(); nodes++) {
            Visit visit = open.pop();
            if (nodes > CelEnvironment.MAX_NODES) {
                return Optional.of("a condition has up to " + CelEnvironment.MAX_NODES + " parts");
            }
            if (visit.loops() > 1) {
                return Optional.of("'all' and 'exists' cannot stand within one another");
            }
            if (visit.part().getKind() == CelExpr.ExprKind.Kind.STRUCT) {
                return Optional.of("a condition makes no messages");
            }
            children(visit.part()).map(visit::to).forEach(open::push);
        }
        return Optional.empty();
    }

    /** Whether the expression names no variable but those of its own loops. */
    static boolean isConstant(CelExpr root) {
        Deque<CelExpr> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            CelExpr part = open.pop();
            String name = part.identOrDefault().name();
            if (name.equals("principal") || name.equals("request")) {
                return false;
            }
            children(part).forEach(open::push);
        }
        return true;
    }

    private static Stream<CelExpr> children(CelExpr part) {
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

    private record Visit(CelExpr part, int loops) {

        Visit(CelExpr part, int loops) {
            this.part = part;
            this.loops = loops + (part.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION ? 1 : 0);
        }

        Visit to(CelExpr child) {
            return new Visit(child, loops);
        }
    }
}
