package io.metagate.policy.compile.condition;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

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
            ExpressionSyntax.children(visit.part()).map(visit::to).forEach(open::push);
        }
        return Optional.empty();
    }

    /** Whether the expression names no variable but those of its own loops. */
    static boolean isConstant(CelExpr root) {
        return ExpressionSyntax.parts(root).stream()
                .map(part -> part.identOrDefault().name())
                .noneMatch(name -> name.equals("principal") || name.equals("request"));
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
