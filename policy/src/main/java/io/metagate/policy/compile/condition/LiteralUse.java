package io.metagate.policy.compile.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text that stands in an expression where only some texts make sense.
 *
 * @param index of its first character in the expression; -1 if that is not known
 * @param text the text
 */
record LiteralUse(int index, String text) {

    private static final Map<String, NameReference.Kind> KINDS = Map.of(
            ConditionVariable.PURPOSE.wireName(), NameReference.Kind.PURPOSE,
            ConditionVariable.ACTION.wireName(), NameReference.Kind.ACTION,
            ConditionVariable.COLLECTION.wireName(), NameReference.Kind.COLLECTION);
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

    /** The texts that a variable of that kind is compared with. */
    static List<LiteralUse> comparedWith(NameReference.Kind kind, CelAbstractSyntaxTree parsed) {
        return calls(parsed)
                .filter(call -> COMPARISONS.contains(call.function()))
                .filter(call -> call.args().stream().anyMatch(argument -> kind.equals(KINDS.get(variable(argument)))))
                .flatMap(call -> call.args().stream())
                .flatMap(argument -> argument.getKind() == CelExpr.ExprKind.Kind.LIST
                        ? argument.list().elements().stream()
                        : Stream.of(argument))
                .flatMap(argument -> of(argument, parsed).stream())
                .toList();
    }

    /** The time zones that parts of a time are asked in. */
    static List<LiteralUse> zones(CelAbstractSyntaxTree parsed) {
        return calls(parsed)
                .filter(call -> call.target().isPresent() && call.function().startsWith("get"))
                .flatMap(call -> call.args().stream())
                .flatMap(argument -> of(argument, parsed).stream())
                .toList();
    }

    private static Stream<CelExpr.CelCall> calls(CelAbstractSyntaxTree parsed) {
        return ExpressionSyntax.parts(parsed.getExpr()).stream()
                .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(CelExpr::call);
    }

    private static String variable(CelExpr part) {
        return part.getKind() == CelExpr.ExprKind.Kind.SELECT
                ? part.select().operand().identOrDefault().name() + "."
                        + part.select().field()
                : "";
    }

    private static Optional<LiteralUse> of(CelExpr part, CelAbstractSyntaxTree parsed) {
        boolean text = part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && part.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return text
                ? Optional.of(new LiteralUse(
                        parsed.getSource().getPositionsMap().getOrDefault(part.id(), -1),
                        part.constant().stringValue()))
                : Optional.empty();
    }
}
