package io.metagate.policy.diff;

import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what is given to one principal in one cell, where some of the conditions of restricts may hold.
 *
 * @param action the cell's action
 * @param was what was given
 * @param is what is given
 * @param arrays what else may be written
 */
record CellDiff(Action action, CellPermissions was, CellPermissions is, ArrayDiff arrays) {

    /** All differences: of fields in their order, of what else may be done with them, of terms. */
    List<GrantDifference<?>> contrasts() {
        List<GrantDifference<?>> found = new ArrayList<>();
        compareFields(found);
        if (action.writes()) {
            arrays.contrasts(was, is).forEach(found::add);
        }
        compareQueries(found);
        compareTerms(found);
        found.removeIf(contrast -> !contrast.more() && !contrast.less());
        compareExtents(found);
        return found;
    }

    private void compareFields(List<GrantDifference<?>> found) {
        Set<FieldPath> fields = new TreeSet<>(was.fields().keySet());
        fields.addAll(is.fields().keySet());
        boolean rows = fields.stream()
                        .filter(field -> before(field).equals(after(field))
                                || before(field).differInExtentAlone(after(field)))
                        .map(field -> List.of(
                                before(field).where(),
                                after(field).where(),
                                before(field).covers(after(field)),
                                after(field).covers(before(field))))
                        .distinct()
                        .count()
                == 1;
        fields.stream().filter(field -> !before(field).equals(after(field))).forEach(field -> {
            FieldGrants before = before(field);
            FieldGrants after = after(field);
            boolean alone = rows && before.differInExtentAlone(after);
            boolean plain = before.shareOneExtent(after);
            found.add(new GrantDifference<>(
                    field.dotted(),
                    alone,
                    before,
                    after,
                    () -> alone ? before.extents() : plain ? before.rights() : before.toString(),
                    () -> alone ? after.extents() : plain ? after.rights() : after.toString()));
        });
    }

    private FieldGrants before(FieldPath field) {
        return was.fields().getOrDefault(field, FieldGrants.NONE);
    }

    private FieldGrants after(FieldPath field) {
        return is.fields().getOrDefault(field, FieldGrants.NONE);
    }

    private List<QueryGrant> grants(CellPermissions outlook) {
        return outlook.permits().stream()
                .map(permit -> QueryGrant.of(permit, action))
                .toList();
    }

    /** What one query could not use at once, or can no more, is told where none of the fields that it uses tells it. */
    private void compareQueries(List<GrantDifference<?>> found) {
        QuerySet before = new QuerySet(grants(was));
        QuerySet after = new QuerySet(grants(is));
        Set<Set<QueryGrant.Use>> beyond = new LinkedHashSet<>(after.beyond(before));
        beyond.addAll(before.beyond(after));
        beyond.remove(Set.of());
        List<GrantDifference<?>> fields = List.copyOf(found);
        for (Set<QueryGrant.Use> uses : beyond) {
            QuerySet old = before.of(uses);
            QuerySet next = after.of(uses);
            List<GrantDifference<?>> used =
                    fields.stream().filter(field -> isUsed(field.what(), uses)).toList();
            boolean more = !old.covers(next) && used.stream().noneMatch(GrantDifference::more);
            boolean less = !next.covers(old) && used.stream().noneMatch(GrantDifference::less);
            if (more || less) {
                found.add(new GrantDifference<>(
                        "query by " + QueryGrant.text(uses), false, old, next, old::toString, next::toString));
            }
        }
    }

    private static boolean isUsed(String field, Set<QueryGrant.Use> uses) {
        return uses.stream().anyMatch(use -> use.path().dotted().equals(field));
    }

    private void compareTerms(List<GrantDifference<?>> found) {
        Set<QueryTermsDiff.Change> changes = new QueryTermsDiff(grants(was), grants(is)).changes();
        if (action == Action.COUNT) {
            tell("minGroup", changes, QueryConstraints::minGroup, Object::toString, found);
        }
        if (action == Action.SEARCH || action == Action.COUNT || action == Action.EXPORT) {
            tell("scan", changes, terms -> terms.scan() ? 0 : 1, number -> Boolean.toString(number == 0), found);
        }
    }

    private static void tell(
            String what,
            Set<QueryTermsDiff.Change> changes,
            Function<QueryConstraints, Integer> term,
            Function<Integer, String> text,
            List<GrantDifference<?>> found) {
        changes.stream()
                .map(change -> new GrantDifference<>(
                        what,
                        false,
                        new Bound(term.apply(change.before())),
                        new Bound(term.apply(change.after())),
                        () -> text.apply(term.apply(change.before())),
                        () -> text.apply(term.apply(change.after()))))
                .forEach(found::add);
    }

    /** Where anything is permitted, though that is seen of no field. */
    private void compareExtents(List<GrantDifference<?>> found) {
        Extents before = new Extents(was.extents());
        Extents after = new Extents(is.extents());
        if (goesUnseenBeyond(before, is) || goesUnseenBeyond(after, was)) {
            found.add(new GrantDifference<>("rows", false, before, after, before::toString, after::toString));
        }
    }

    private static boolean goesUnseenBeyond(Extents others, CellPermissions outlook) {
        return outlook.extents().stream()
                .filter(extent -> outlook.fields().values().stream()
                        .noneMatch(grants -> grants.where().contains(extent)))
                .anyMatch(extent -> !others.covers(new Extents(Set.of(extent))));
    }

    /** A number of which the smallest gives most. */
    private record Bound(int number) implements ComparableGrant<Bound> {
        @Override
        public boolean covers(Bound other) {
            return number <= other.number;
        }
    }

    /** Where something is given. */
    private record Extents(Set<PermitCoverage> extents) implements ComparableGrant<Extents> {
        @Override
        public boolean covers(Extents other) {
            return other.extents.stream().allMatch(each -> extents.stream().anyMatch(own -> own.covers(each)));
        }

        @Override
        public Optional<Extents> with(Extents other) {
            Set<PermitCoverage> all = new HashSet<>(extents);
            all.addAll(other.extents);
            return Optional.of(new Extents(all));
        }

        @Override
        public String toString() {
            return extents.isEmpty()
                    ? "none"
                    : extents.stream().map(PermitCoverage::toString).sorted().collect(Collectors.joining(" or "));
        }
    }

    /** What queries may use at once. */
    private record QuerySet(List<QueryGrant> grants) implements ComparableGrant<QuerySet> {

        @Override
        public boolean covers(QuerySet other) {
            return other.beyond(this).isEmpty();
        }

        @Override
        public Optional<QuerySet> with(QuerySet other) {
            return Optional.of(new QuerySet(
                    Stream.concat(grants.stream(), other.grants.stream()).toList()));
        }

        /** What a query can use by one of these, and by none of the others that covers as much. */
        Set<Set<QueryGrant.Use>> beyond(QuerySet others) {
            Set<Set<QueryGrant.Use>> beyond = new LinkedHashSet<>();
            for (QueryGrant grant : new HashSet<>(grants)) {
                QueryGrant.queries(grant.uses()).stream()
                        .filter(query -> others.grants.stream().noneMatch(other -> other.grants(query, grant.extent())))
                        .forEach(beyond::add);
            }
            return beyond;
        }

        /** Those that grant such a query. */
        QuerySet of(Set<QueryGrant.Use> query) {
            return new QuerySet(grants.stream()
                    .filter(grant -> grant.uses().containsAll(query))
                    .map(grant -> new QueryGrant(grant.extent(), query, grant.terms()))
                    .toList());
        }

        @Override
        public String toString() {
            return new Extents(grants.stream().map(QueryGrant::extent).collect(Collectors.toSet())).toString();
        }
    }
}
