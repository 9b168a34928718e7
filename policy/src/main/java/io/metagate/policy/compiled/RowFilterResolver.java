package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterVisitor;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
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
        return rows.accept(new Filling()).flatMap(scope -> TypedFilter.of(scope, collection));
    }

    private Optional<Predicate> ofComparison(RowFilterTemplate.Compared comparison) {
        Set<ScalarValue> distinct = new LinkedHashSet<>();
        for (Operand operand : comparison.operands()) {
            List<ScalarValue> values = operand.fold(literal -> List.of(literal.value()), this::claimed);
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

    private List<ScalarValue> claimed(Operand.Claim claim) {
        List<ScalarValue> values = principal.claim(claim.name());
        for (ScalarValue value : values) {
            if (saysNothing(value)) {
                return List.of();
            }
        }
        return values;
    }

    /** A null would widen a scope to the records that lack the field, an empty text as a prefix to all. */
    private static boolean saysNothing(ScalarValue value) {
        return value.isNull()
                || (value instanceof ScalarValue.Text text && text.text().isEmpty());
    }

    /** Fills the parts of a scope. */
    private final class Filling implements RowFilterVisitor<Optional<Predicate>> {
        @Override
        public Optional<Predicate> all(RowFilterTemplate.All all) {
            return ofEach(all.parts()).map(Predicate.And::new);
        }

        @Override
        public Optional<Predicate> any(RowFilterTemplate.Any any) {
            return ofEach(any.parts()).map(Predicate.Or::new);
        }

        @Override
        public Optional<Predicate> not(RowFilterTemplate.Not not) {
            return not.part().accept(this).map(Predicate.Not::new);
        }

        @Override
        public Optional<Predicate> anyElement(RowFilterTemplate.AnyElement any) {
            return any.part().accept(this).map(part -> new Predicate.AnyElement(any.path(), part));
        }

        @Override
        public Optional<Predicate> compared(RowFilterTemplate.Compared compared) {
            return ofComparison(compared);
        }

        private Optional<List<Predicate>> ofEach(List<RowFilterTemplate> parts) {
            List<Predicate> filled = new ArrayList<>();
            for (RowFilterTemplate part : parts) {
                part.accept(this).ifPresent(filled::add);
            }
            return filled.size() == parts.size() ? Optional.of(filled) : Optional.empty();
        }
    }
}
