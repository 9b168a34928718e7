package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.diff.principal.SelectedPart;
import io.metagate.policy.diff.principal.SyntheticPrincipals.Breadth;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The active policies of both revisions that count in one cell, each in the order of names.
 *
 * @param permits the permits, those of the earlier revision first
 * @param restrictions the restricts, those of the earlier revision first
 */
record CellPolicies(List<Revised<CompiledPermit>> permits, List<Revised<CompiledRestriction>> restrictions) {

    /** A policy of one of the revisions. */
    record Revised<T>(boolean next, T policy) {}

    /** Those of each cell in which one of the revisions permits something. */
    static Map<Cell, CellPolicies> of(PolicySet before, PolicySet after) {
        Map<Cell, CellPolicies> cells = new TreeMap<>(Comparator.comparing(Cell::purpose)
                .thenComparing(Cell::collection)
                .thenComparing(Cell::action));
        Map<List<Object>, List<Revised<CompiledRestriction>>> restrictions = new HashMap<>();
        for (Revised<CompiledPermit> permit : revised(
                before.active().permits(), after.active().permits(), Comparator.comparing(CompiledPermit::name))) {
            for (String purpose : permit.policy().purposes()) {
                for (Action action : permit.policy().actions()) {
                    Cell cell = new Cell(
                            purpose, action, permit.policy().collection().name());
                    cells.computeIfAbsent(cell, missing -> new CellPolicies(new ArrayList<>(), new ArrayList<>()))
                            .permits()
                            .add(permit);
                }
            }
        }
        for (Revised<CompiledRestriction> each : revised(
                before.active().restrictions(),
                after.active().restrictions(),
                Comparator.comparing(CompiledRestriction::name))) {
            each.policy().actions().forEach(action -> restrictions
                    .computeIfAbsent(List.of(action, each.policy().collection()), missing -> new ArrayList<>())
                    .add(each));
        }
        cells.forEach((cell, policies) ->
                restrictions.getOrDefault(List.of(cell.action(), cell.collection()), List.of()).stream()
                        .filter(each -> each.policy().purposes().isEmpty()
                                || each.policy().purposes().contains(cell.purpose()))
                        .forEach(policies.restrictions()::add));
        return cells;
    }

    private static <T> List<Revised<T>> revised(List<T> before, List<T> after, Comparator<T> byName) {
        return Stream.concat(
                        before.stream().sorted(byName).map(policy -> new Revised<>(false, policy)),
                        after.stream().sorted(byName).map(policy -> new Revised<>(true, policy)))
                .toList();
    }

    /** Whether both revisions have the same policies in it, whatever these are called, in the same order. */
    boolean same() {
        return contents(false).equals(contents(true));
    }

    private List<Object> contents(boolean next) {
        return Stream.concat(
                        permits.stream()
                                .filter(each -> each.next() == next)
                                .map(each -> List.of(each.policy().principals(), content(each.policy()))),
                        restrictions.stream()
                                .filter(each -> each.next() == next)
                                .map(each -> List.of(each.policy().principals(), content(each.policy()))))
                .<Object>map(content -> content)
                .toList();
    }

    /** The policies by whom they are for. What each does has the policy's name in it where names break ties. */
    List<SelectedPart<CellPart>> parts() {
        boolean named = haveTies();
        List<SelectedPart<CellPart>> parts = new ArrayList<>();
        permits.forEach(each -> parts.add(new SelectedPart<>(
                Optional.of(each.policy().principals()),
                false,
                each.next(),
                new CellPart.Permitting(each.policy()),
                List.of(content(each.policy()), named ? each.policy().name() : ""))));
        restrictions.forEach(each -> parts.add(new SelectedPart<>(
                each.policy().principals(),
                true,
                each.next(),
                new CellPart.Restricting(each.policy()),
                List.of(content(each.policy()), named ? each.policy().name() : ""))));
        return parts;
    }

    /**
     * How large combinations are that show whatever is given more: of a permit that gives it, of one that another term
     * or form came from, and of a restrict that took it away. Where two forms tie, two restricts may have left less
     * than each. Where one of these is more than a third, a third permit may have decided.
     */
    Breadth breadth() {
        return haveTies() ? new Breadth(haveChains() ? 5 : 4, haveChains() ? 3 : 2) : new Breadth(3, 2);
    }

    /** Whether values of a field leave in two forms of which neither lets out all that the other does. */
    private boolean haveTies() {
        return forms().stream().anyMatch(forms -> ties(forms, forms));
    }

    /** Whether one of two such forms lets out all of a third that reveals alike. */
    private boolean haveChains() {
        return forms().stream().anyMatch(forms -> forms.stream().anyMatch(most -> {
            List<Transform> least = forms.stream()
                    .filter(form ->
                            !form.equals(most) && form.disclosureLevel() == most.disclosureLevel() && most.covers(form))
                    .toList();
            return !least.isEmpty() && (ties(forms, least) || ties(forms, List.of(most)));
        }));
    }

    private static boolean ties(Collection<Transform> some, Collection<Transform> others) {
        return some.stream()
                .anyMatch(one -> others.stream().anyMatch(other -> !one.covers(other) && !other.covers(one)));
    }

    /** In which forms values leave, for each field. */
    private Collection<Set<Transform>> forms() {
        Map<FieldPath, Set<Transform>> forms = new HashMap<>();
        permits.forEach(each -> each.policy().rights().forEach((path, rights) -> forms.computeIfAbsent(
                        path, field -> new HashSet<>())
                .add(rights.read())));
        restrictions.forEach(each -> each.policy().caps().forEach((path, cap) -> forms.computeIfAbsent(
                        path, field -> new HashSet<>())
                .add(cap)));
        return forms.values();
    }

    private static Object content(CompiledPermit permit) {
        return List.of(permit.terms(), PermitCoverage.of(permit), permit.rights());
    }

    private static Object content(CompiledRestriction restriction) {
        return List.of(restriction.when().map(Object::toString), restriction.deny(), restriction.caps());
    }

    /**
     * What is asked for.
     *
     * @param purpose for which purpose
     * @param action by which action
     * @param collection in which collection
     */
    record Cell(String purpose, Action action, String collection) {}
}
