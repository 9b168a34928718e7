package io.metagate.policy.compile.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the claims that an expression compares are expected to be. CEL takes values of different types for unequal,
 * which would lift a restrict where a token has a list in place of a text.
 *
 * @param kinds for each name, what the claim can be for the comparisons to mean something
 * @param pairs claims that are compared with each other
 */
record ExpectedClaims(Map<String, Set<ClaimKind>> kinds, Set<Pair> pairs) {

    private static final Set<String> EQUALITIES = Set.of("_==_", "_!=_");

    ExpectedClaims {
        kinds = Map.copyOf(kinds);
        pairs = Set.copyOf(pairs);
    }

    /** What a checked expression expects. */
    static ExpectedClaims of(CelAbstractSyntaxTree checked) {
        List<CelExpr.CelCall> calls = ExpressionSyntax.parts(checked.getExpr()).stream()
                .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(CelExpr::call)
                .toList();
        Map<String, Set<ClaimKind>> kinds = new HashMap<>();
        calls.stream().flatMap(call -> comparisons(call, checked)).forEach(comparison -> comparison.addTo(kinds));
        Set<Pair> pairs = calls.stream()
                .map(ExpectedClaims::pair)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return new ExpectedClaims(kinds, pairs);
    }

    /** Whether each claim that the principal has is what is expected of it. All of them can be read. */
    boolean areMet(Principal principal) {
        return kinds.entrySet().stream().allMatch(expected -> claim(principal, expected.getKey())
                        .map(claim -> expected.getValue().contains(ClaimKind.of(claim)))
                        .orElse(true))
                && pairs.stream().allMatch(pair -> pair.isMet(principal));
    }

    private static Optional<Claim> claim(Principal principal, String name) {
        return Optional.ofNullable(principal.claims().get(name));
    }

    private static Optional<Pair> pair(CelExpr.CelCall call) {
        boolean member = call.function().equals("@in");
        return member || EQUALITIES.contains(call.function())
                ? NamedClaims.standingFor(call.args().get(0))
                        .flatMap(one ->
                                NamedClaims.standingFor(call.args().get(1)).map(other -> new Pair(one, other, member)))
                : Optional.empty();
    }

    private static Stream<Comparison> comparisons(CelExpr.CelCall call, CelAbstractSyntaxTree checked) {
        List<CelExpr> sides = call.args();
        if (EQUALITIES.contains(call.function())) {
            return Stream.of(
                            comparison(sides.get(0), type(sides.get(1), checked)),
                            comparison(sides.get(1), type(sides.get(0), checked)))
                    .flatMap(Optional::stream);
        }
        if (call.function().equals("@in")) {
            Optional<Comparison> member =
                    comparison(sides.get(0), type(sides.get(1), checked).flatMap(ExpectedClaims::member));
            Optional<Comparison> list =
                    NamedClaims.standingFor(sides.get(1)).map(name -> new Comparison(name, EnumSet.of(ClaimKind.LIST)));
            return Stream.of(member, list).flatMap(Optional::stream);
        }
        return Stream.empty();
    }

    private static Optional<Comparison> comparison(CelExpr side, Optional<CelType> other) {
        return NamedClaims.standingFor(side)
                .flatMap(name -> other.flatMap(ClaimKind::comparableWith).map(kinds -> new Comparison(name, kinds)));
    }

    private static Optional<CelType> type(CelExpr part, CelAbstractSyntaxTree checked) {
        return checked.getType(part.id());
    }

    /** The type of what can be in a list or be a key of a map. */
    private static Optional<CelType> member(CelType type) {
        if (type instanceof ListType list) {
            return list.hasElemType() ? Optional.of(list.elemType()) : Optional.empty();
        }
        return type instanceof MapType map ? Optional.of(map.keyType()) : Optional.empty();
    }

    /**
     * Two claims of which one is compared with the other: they have to be of one kind.
     *
     * @param member whether the one is looked for among the values of the other, which have to be of its kind then
     */
    record Pair(String one, String other, boolean member) {

        boolean isMet(Principal principal) {
            Optional<Claim> first = claim(principal, one);
            Optional<Claim> second = claim(principal, other);
            return first.isEmpty()
                    || second.isEmpty()
                    || kinds(second.get()).allMatch(ClaimKind.of(first.get())::equals);
        }

        private Stream<ClaimKind> kinds(Claim claim) {
            return member ? ClaimKind.ofValues(claim) : Stream.of(ClaimKind.of(claim));
        }
    }

    private record Comparison(String claim, Set<ClaimKind> kinds) {

        void addTo(Map<String, Set<ClaimKind>> all) {
            all.computeIfAbsent(claim, name -> EnumSet.noneOf(ClaimKind.class)).addAll(kinds);
        }
    }
}
