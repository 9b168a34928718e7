package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills the claims of one principal into row scopes. INVARIANT: a claim that is missing, empty, or of another type than
 * its field leaves no scope at all, so that a negation of it cannot open one (P6).
 */
record RowFilterResolver(Principal principal) {

    /** The scope within the collection; empty if a claim does not fit. */
    Optional<Predicate> of(RowFilterTemplate rows, Collection collection) {
        return of(rows).flatMap(scope -> TypedFilter.of(scope, collection));
    }

    private Optional<Predicate> of(RowFilterTemplate rows) {
        if (rows instanceof RowFilterTemplate.All all) {
            return ofEach(all.parts()).map(Predicate.And::new);
        }
        if (rows instanceof RowFilterTemplate.Any any) {
            return ofEach(any.parts()).map(Predicate.Or::new);
        }
        if (rows instanceof RowFilterTemplate.Not not) {
            return of(not.part()).map(Predicate.Not::new);
        }
        if (rows instanceof RowFilterTemplate.AnyElement any) {
            return of(any.part()).map(part -> new Predicate.AnyElement(any.path(), part));
        }
        return ofComparison((RowFilterTemplate.Compared) rows);
    }

    private Optional<List<Predicate>> ofEach(List<RowFilterTemplate> parts) {
        List<Predicate> filled = new ArrayList<>();
        for (RowFilterTemplate part : parts) {
            of(part).ifPresent(filled::add);
        }
        return filled.size() == parts.size() ? Optional.of(filled) : Optional.empty();
    }

    private Optional<Predicate> ofComparison(RowFilterTemplate.Compared comparison) {
        Set<ScalarValue> distinct = new LinkedHashSet<>();
        for (Operand operand : comparison.operands()) {
            List<ScalarValue> values = values(operand);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            distinct.addAll(values);
        }
        List<ScalarValue> values = List.copyOf(distinct);
        return switch (comparison.test()) {
            case EXISTS -> Optional.of(new Predicate.Exists(comparison.path()));
            case EQUALS_ANY -> Optional.of(equalsAny(comparison, values));
            case STARTS_WITH -> startsWith(comparison, values);
            case GREATER -> ordered(comparison, Relation.GREATER, values);
            case GREATER_OR_EQUAL -> ordered(comparison, Relation.GREATER_OR_EQUAL, values);
            case LESS -> ordered(comparison, Relation.LESS, values);
            case LESS_OR_EQUAL -> ordered(comparison, Relation.LESS_OR_EQUAL, values);
        };
    }

    private static Predicate equalsAny(RowFilterTemplate.Compared comparison, List<ScalarValue> values) {
        return values.size() == 1
                ? new Predicate.Compare(comparison.path(), Relation.EQUAL, values.get(0))
                : new Predicate.In(comparison.path(), values);
    }

    private static Optional<Predicate> startsWith(RowFilterTemplate.Compared comparison, List<ScalarValue> values) {
        return values.size() == 1
                        && values.get(0) instanceof ScalarValue.Text text
                        && text.text().length() <= Predicate.StartsWith.MAX_LENGTH
                ? Optional.of(new Predicate.StartsWith(comparison.path(), text.text()))
                : Optional.empty();
    }

    private static Optional<Predicate> ordered(
            RowFilterTemplate.Compared comparison, Relation relation, List<ScalarValue> values) {
        return values.size() == 1
                ? Optional.of(new Predicate.Compare(comparison.path(), relation, values.get(0)))
                : Optional.empty();
    }

    private List<ScalarValue> values(Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return List.of(literal.value());
        }
        List<ScalarValue> values = principal.claim(((Operand.Claim) operand).name());
        for (ScalarValue value : values) {
            if (saysNothing(value)) {
                return List.of();
            }
        }
        return values;
    }

    /** A null would widen a scope to the records that lack the field, an empty text as a prefix to all. */
    private static boolean saysNothing(ScalarValue value) {
        return value instanceof ScalarValue.Null
                || (value instanceof ScalarValue.Text text && text.text().isEmpty());
    }
}
