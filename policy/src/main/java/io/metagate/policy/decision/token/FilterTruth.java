package io.metagate.policy.decision.token;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;

/** What is known of a filter whatever the record: an empty list of values is met by none. */
enum FilterTruth {
    /** It holds for no record. */
    NEVER,
    /** It holds for every record. */
    ALWAYS,
    /** That depends on the record, or is not found out. */
    DEPENDS;

    static FilterTruth of(Predicate filter) {
        return filter.accept(Finding.VISITOR);
    }

    /** Finds out. */
    private static final class Finding implements PredicateVisitor<FilterTruth>, FieldTestVisitor<FilterTruth> {

        private static final Finding VISITOR = new Finding();

        @Override
        public FilterTruth and(Predicate.And and) {
            return DEPENDS;
        }

        @Override
        public FilterTruth or(Predicate.Or or) {
            return DEPENDS;
        }

        @Override
        public FilterTruth not(Predicate.Not not) {
            return not.part().accept(this) == NEVER ? ALWAYS : DEPENDS;
        }

        @Override
        public FilterTruth anyElement(Predicate.AnyElement any) {
            return DEPENDS;
        }

        @Override
        public FilterTruth test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public FilterTruth compare(Predicate.Compare compare) {
            return DEPENDS;
        }

        @Override
        public FilterTruth in(Predicate.In in) {
            return in.values().isEmpty() ? NEVER : DEPENDS;
        }

        @Override
        public FilterTruth exists(Predicate.Exists exists) {
            return DEPENDS;
        }

        @Override
        public FilterTruth ofType(Predicate.OfType typed) {
            return DEPENDS;
        }

        @Override
        public FilterTruth startsWith(Predicate.StartsWith prefix) {
            return DEPENDS;
        }
    }
}
