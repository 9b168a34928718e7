package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import java.util.List;

/** A condition on one stored value, or on its absence. */
@FunctionalInterface
interface ValueMatcher {

    /** Whether it holds for the value of that type at {@code [at, end)}. */
    boolean holds(BsonBytes record, byte tag, int at, int end);

    /** Whether it holds where there is no value. */
    default boolean holdsForMissing() {
        return false;
    }

    /** Whether it holds for an array as well where it holds for an element. */
    default boolean looksIntoArrays() {
        return true;
    }

    /** That the predicate holds for one value, wherever it stands. */
    static ValueMatcher of(Predicate predicate, UncertainMatch reading) {
        return predicate.accept(new ValueMatcherCompiler(reading));
    }

    /**
     * One comparison.
     *
     * @param ofNull whether the given value is null
     * @param doubtful the type that the store compares with the given value's, always or in some versions, and this
     *     ordering does not; no type of BSON, if there is none
     */
    record Comparison(Relation relation, ValueOrdering ordering, boolean ofNull, byte doubtful, UncertainMatch reading)
            implements ValueMatcher {
        @Override
        public boolean holds(BsonBytes record, byte tag, int at, int end) {
            int order = ordering.compare(record, tag, at, end);
            if (order == ValueOrdering.NOT_COMPARABLE) {
                return tag == doubtful && reading.holdsInDoubt();
            }
            return switch (relation) {
                case EQUAL -> order == 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
            };
        }

        @Override
        public boolean holdsForMissing() {
            return ofNull;
        }
    }

    /** Any of several tests. */
    record AnyOf(List<ValueMatcher> tests) implements ValueMatcher {
        @Override
        public boolean holds(BsonBytes record, byte tag, int at, int end) {
            return tests.stream().anyMatch(test -> test.holds(record, tag, at, end));
        }

        @Override
        public boolean holdsForMissing() {
            return tests.stream().anyMatch(ValueMatcher::holdsForMissing);
        }
    }
}
