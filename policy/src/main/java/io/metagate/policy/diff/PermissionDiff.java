package io.metagate.policy.diff;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.diff.PermissionChange.Kind;
import io.metagate.policy.diff.principal.SyntheticPrincipal;
import io.metagate.policy.diff.principal.SyntheticPrincipals;
import io.metagate.policy.diff.principal.SyntheticPrincipals.Breadth;
import io.metagate.policy.request.Action;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares what two revisions of the policies give to principals of every kind that they tell apart, and to
 * combinations of these, whatever the policies are called. Row scopes and conditions that are written otherwise are
 * told, and not weighed against each other. INVARIANT: whatever a principal is given more is told of a kind that it is
 * of, or it is told that not all combinations were looked at (P6).
 */
public final class PermissionDiff {

    private static final int MOST_COMBINATIONS = 40_000;

    /** A limit that there was or that replaces the default, and what is permitted. */
    private static final Breadth LIMITS = new Breadth(3, 2);

    private final PolicySet before;
    private final PolicySet after;
    private final Map<List<String>, Told> changes = new LinkedHashMap<>();

    private PermissionDiff(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
    }

    /** All differences: of the catalogue, then in the order of principals, purposes, collections and fields. */
    public static List<PermissionChange> between(PolicySet before, PolicySet after) {
        PermissionDiff diff = new PermissionDiff(before, after);
        SyntheticPrincipals.Budget budget = new SyntheticPrincipals.Budget(MOST_COMBINATIONS);
        new CatalogueDiff(before.catalogue(), after.catalogue()).changes().forEach(change -> diff.tell(0, change));
        diff.compareLimits(budget);
        CellPolicies.of(before, after).forEach((cell, policies) -> diff.compare(cell, policies, budget));
        return diff.changes.values().stream()
                .sorted(Comparator.comparingInt(Told::size)
                        .thenComparing(told -> told.change().who())
                        .thenComparing(told -> told.change().purpose())
                        .thenComparing(told -> told.change().collection()))
                .map(Told::change)
                .toList();
    }

    private void compareLimits(SyntheticPrincipals.Budget budget) {
        LimitDiff limits = new LimitDiff(before, after);
        if (!limits.same()) {
            compare(
                    SyntheticPrincipals.of(limits.parts(), LIMITS, budget),
                    new Place("", "", Set.of()),
                    LimitDiff::contrasts);
        }
    }

    private void compare(CellPolicies.Cell cell, CellPolicies policies, SyntheticPrincipals.Budget budget) {
        ArrayDiff arrays = ArrayDiff.of(before, after, cell.collection());
        if (!policies.same() || (cell.action().writes() && !arrays.isEmpty())) {
            compare(
                    SyntheticPrincipals.of(policies.parts(), policies.breadth(), budget),
                    new Place(cell.purpose(), cell.collection(), Set.of(cell.action())),
                    principal -> new ConditionDiff(cell.action(), principal, arrays).contrasts());
        }
    }

    /** What a part of a combination tells by itself is not told again of the whole. */
    private <T> void compare(
            SyntheticPrincipals<T> principals,
            Place place,
            Function<SyntheticPrincipal<T>, List<GrantDifference<?>>> contrasts) {
        Map<List<Integer>, List<GrantDifference<?>>> found = new HashMap<>();
        Map<List<Integer>, List<GrantDifference<?>>> known = new HashMap<>();
        for (SyntheticPrincipal<T> principal : principals.all()) {
            List<GrantDifference<?>> all =
                    known.computeIfAbsent(principal.effects(), effects -> contrasts.apply(principal));
            if (!all.isEmpty()) {
                List<GrantDifference<?>> parts = principal.parts().stream()
                        .<GrantDifference<?>>flatMap(part -> found.getOrDefault(part, List.of()).stream())
                        .toList();
                List<GrantDifference<?>> news =
                        all.stream().filter(each -> !each.isToldBy(parts)).toList();
                found.put(principal.kinds(), news);
                principal.names().forEach(name -> tell(name, principal.kinds().size(), news, place));
            }
        }
        if (!principals.complete()) {
            tell(2, place.change("combinations of principals", "all", Kind.UNKNOWN, "compared", "too many"));
        }
    }

    private void tell(String who, int size, List<GrantDifference<?>> contrasts, Place place) {
        contrasts.stream()
                .filter(GrantDifference::rows)
                .forEach(rows -> tell(
                        size,
                        place.change(
                                who,
                                "rows",
                                rows.kind(),
                                rows.before().get(),
                                rows.after().get())));
        contrasts.stream()
                .filter(contrast -> !contrast.rows())
                .forEach(contrast -> tell(
                        size,
                        place.change(
                                who,
                                contrast.what(),
                                contrast.kind(),
                                contrast.before().get(),
                                contrast.after().get())));
    }

    private void tell(int size, PermissionChange change) {
        List<String> key = List.of(
                change.who(), change.purpose(), change.collection(), change.what(), change.before(), change.after());
        changes.merge(
                key,
                new Told(size, change),
                (known, same) ->
                        new Told(known.size(), known.change().by(same.change().actions())));
    }

    /** A change, and of how many kinds it is told together. */
    private record Told(int size, PermissionChange change) {}

    /** What a change is about beside a principal. */
    private record Place(String purpose, String collection, Set<Action> actions) {
        PermissionChange change(String who, String what, Kind kind, String old, String next) {
            return new PermissionChange(who, purpose, collection, what, kind, old, next, actions);
        }
    }
}
