package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
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
        if (predicate instanceof Predicate.And and) {
            List<ValueMatcher> parts =
                    and.parts().stream().map(part -> of(part, reading)).toList();
            return (record, tag, at, end) -> parts.stream().allMatch(part -> part.holds(record, tag, at, end));
        }
        if (predicate instanceof Predicate.Not not) {
            ValueMatcher part = of(not.part(), reading.ofNegated());
            return (record, tag, at, end) -> !part.holds(record, tag, at, end);
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compared(compare.relation(), compare.value(), reading);
        }
        if (predicate instanceof Predicate.In in) {
            return anyOf(in.values(), reading);
        }
        if (predicate instanceof Predicate.StartsWith prefix) {
            return new PrefixMatcher(prefix.prefix(), reading);
        }
        if (predicate instanceof Predicate.OfType typed) {
            return (record, tag, at, end) -> typed.types().has(tag);
        }
        return (record, tag, at, end) -> true;
    }

    private static ValueMatcher anyOf(List<ScalarValue> given, UncertainMatch reading) {
        List<ValueMatcher> tests = new ArrayList<>(given.size());
        for (ScalarValue value : given) {
            tests.add(compared(Relation.EQUAL, value, reading));
        }
        return new AnyOf(tests);
    }

    private static ValueMatcher compared(Relation relation, ScalarValue given, UncertainMatch reading) {
        return new Comparison(relation, ValueOrdering.of(given), given, reading);
    }

    /** One comparison. */
    record Comparison(Relation relation, ValueOrdering ordering, ScalarValue given, UncertainMatch reading)
            implements ValueMatcher {
        @Override
        public boolean holds(BsonBytes record, byte tag, int at, int end) {
            int order = ordering.compare(record, tag, at, end);
            if (order == ValueOrdering.NOT_COMPARABLE) {
                return reading.holdsInDoubt() && inDoubt(tag);
            }
            return switch (relation) {
                case EQUAL -> order == 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
            };
        }

        /** Types that the store compares with the given value's, always or in some versions. */
        private boolean inDoubt(byte tag) {
            return switch (tag) {
                case BsonTag.SYMBOL -> given instanceof ScalarValue.Text;
                case BsonTag.UNDEFINED -> given instanceof ScalarValue.Null;
                case BsonTag.BINARY -> given instanceof ScalarValue.Uuid && relation != Relation.EQUAL;
                default -> false;
            };
        }

        @Override
        public boolean holdsForMissing() {
            return given instanceof ScalarValue.Null;
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
