package io.metagate.policy.diff;

import io.metagate.policy.diff.SightChange.Kind;
import io.metagate.policy.model.QueryTerms;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Compares what is given in one cell.
 *
 * @param cell the cell
 * @param was what was given
 * @param is what is given
 */
record CellDiff(Cell cell, Outlook was, Outlook is) {

    /** All differences: of rows, of fields in their order, of terms, of restricts. */
    List<SightChange> changes() {
        List<SightChange> changes = new ArrayList<>();
        Set<FieldPath> fields = new TreeSet<>(was.fields().keySet());
        fields.addAll(is.fields().keySet());
        Optional<SightChange> rows = rows(fields);
        rows.ifPresent(changes::add);
        for (FieldPath field : fields) {
            if (rows.isEmpty() || !before(field).differInExtentAlone(after(field))) {
                compare(field, changes);
            }
        }
        if (!was.fields().isEmpty() && !is.fields().isEmpty()) {
            compareTerms(changes);
            compareRestricts(changes);
        }
        return changes;
    }

    /** The one change of all fields of which nothing else changed; empty where it is not the same for all. */
    private Optional<SightChange> rows(Set<FieldPath> fields) {
        List<FieldPath> same = fields.stream()
                .filter(field ->
                        before(field).equals(after(field)) || before(field).differInExtentAlone(after(field)))
                .toList();
        Set<SightChange> changes = same.stream()
                .map(field -> change(
                        "rows",
                        before(field).kindTo(after(field)),
                        before(field).extents(),
                        after(field).extents()))
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> changes.size() == 1 && !change.before().equals(change.after()))
                .findFirst();
    }

    private void compare(FieldPath field, List<SightChange> changes) {
        Grants before = before(field);
        Grants after = after(field);
        if (!before.equals(after)) {
            boolean plain = before.shareOneExtent(after);
            changes.add(change(
                    field.dotted(),
                    before.kindTo(after),
                    plain ? before.rights() : before.toString(),
                    plain ? after.rights() : after.toString()));
        }
    }

    private Grants before(FieldPath field) {
        return was.fields().getOrDefault(field, Grants.NONE);
    }

    private Grants after(FieldPath field) {
        return is.fields().getOrDefault(field, Grants.NONE);
    }

    private void compareTerms(List<SightChange> changes) {
        if (cell.action() == Action.COUNT) {
            compare("minGroup", QueryTerms::minGroup, Integer::toString, changes);
        }
        if (cell.action().filters()) {
            compare("scan", terms -> terms.scan() ? 0 : 1, number -> Boolean.toString(number == 0), changes);
        }
    }

    /** Compares terms of which the smallest number gives most. */
    private void compare(
            String what, ToIntFunction<QueryTerms> term, IntFunction<String> text, List<SightChange> changes) {
        TreeSet<Integer> before =
                was.terms().stream().map(term::applyAsInt).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<Integer> after =
                is.terms().stream().map(term::applyAsInt).collect(Collectors.toCollection(TreeSet::new));
        if (!before.equals(after)) {
            int most = before.first().compareTo(after.first());
            int least = before.last().compareTo(after.last());
            changes.add(change(
                    what,
                    Kind.of(most > 0 || least > 0, most < 0 || least < 0),
                    before.stream().map(text::apply).collect(Collectors.joining(" or ")),
                    after.stream().map(text::apply).collect(Collectors.joining(" or "))));
        }
    }

    private void compareRestricts(List<SightChange> changes) {
        if (!was.restricts().equals(is.restricts())) {
            changes.add(change(
                    "restrict",
                    Kind.of(
                            !is.restricts().containsAll(was.restricts()),
                            !was.restricts().containsAll(is.restricts())),
                    text(was.restricts()),
                    text(is.restricts())));
        }
    }

    private static String text(Set<String> restricts) {
        return restricts.isEmpty() ? "none" : String.join("; ", new TreeSet<>(restricts));
    }

    private SightChange change(String what, Kind kind, String before, String after) {
        return new SightChange(
                cell.onlooker().name(),
                cell.purpose(),
                cell.collection(),
                what,
                kind,
                before,
                after,
                Set.of(cell.action()));
    }
}
