package io.metagate.policy.compile.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claims that an expression speaks of. INVARIANT: an expression that speaks of a claim that cannot be read is not
 * asked: such a claim is neither there nor missing (P6).
 *
 * @param names those that it names, be it to ask whether there is one
 * @param all whether it speaks of others too, as one that goes through all of them does
 */
record NamedClaims(Set<String> names, boolean all) {

    NamedClaims {
        names = Set.copyOf(names);
    }

    /** Those of a checked expression. */
    static NamedClaims of(CelAbstractSyntaxTree checked) {
        List<CelExpr> parts = ExpressionSyntax.parts(checked.getExpr());
        List<String> named = parts.stream()
                .flatMap(part -> Stream.concat(selected(part).stream(), sought(part).stream()))
                .toList();
        long mentions = parts.stream().filter(ConditionVariable.CLAIMS::isNamed).count();
        return new NamedClaims(named.stream().collect(Collectors.toUnmodifiableSet()), mentions > named.size());
    }

    /** Whether those can be read that the principal has of them. */
    boolean areReadable(Principal principal) {
        return all
                ? principal.claims().values().stream().allMatch(Claim::readable)
                : names.stream()
                        .flatMap(name -> Optional.ofNullable(principal.claims().get(name)).stream())
                        .allMatch(Claim::readable);
    }

    /** The claim that the part stands for, or asks whether there is one. */
    private static Optional<String> selected(CelExpr part) {
        if (part.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return Optional.of(part.select())
                    .filter(select -> ConditionVariable.CLAIMS.isNamed(select.operand()))
                    .map(CelExpr.CelSelect::field);
        }
        boolean indexed = isCall(part, "_[_]")
                && ConditionVariable.CLAIMS.isNamed(part.call().args().get(0));
        return indexed ? text(part.call().args().get(1)) : Optional.empty();
    }

    /** The claim whose name the part looks for among all names. */
    private static Optional<String> sought(CelExpr part) {
        boolean sought = isCall(part, "@in")
                && ConditionVariable.CLAIMS.isNamed(part.call().args().get(1));
        return sought ? text(part.call().args().get(0)) : Optional.empty();
    }

    /** The name of the claim whose value the part stands for, if it stands for one. */
    static Optional<String> standingFor(CelExpr part) {
        boolean asks =
                part.getKind() == CelExpr.ExprKind.Kind.SELECT && part.select().testOnly();
        return asks ? Optional.empty() : selected(part);
    }

    private static boolean isCall(CelExpr part, String function) {
        return part.getKind() == CelExpr.ExprKind.Kind.CALL
                && part.call().function().equals(function);
    }

    private static Optional<String> text(CelExpr part) {
        return part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(part.constant().stringValue())
                : Optional.empty();
    }
}
