package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.Value;
import java.util.List;

/** A condition on one stored value, or on its absence. */
interface ValueTest {

    /** Whether it holds for the value of that type at {@code [at, end)}. */
    boolean holds(BsonBytes record, byte tag, int at, int end);

    /** Whether it holds where there is no value. */
    boolean holdsForMissing();

    /** That a value stands in the relation to the given one. */
    static ValueTest of(Relation relation, Value given) {
        return new Comparison(relation, Ordering.of(given), given instanceof Value.Null);
    }

    /** That a value equals one of the given ones. */
    static ValueTest anyOf(List<Value> given) {
        return new AnyOf(given.stream().map(value -> of(Relation.EQUAL, value)).toList());
    }

    /** One comparison. */
    record Comparison(Relation relation, Ordering ordering, boolean holdsForMissing) implements ValueTest {
        @Override
        public boolean holds(BsonBytes record, byte tag, int at, int end) {
            int order = ordering.compare(record, tag, at, end);
            if (order == Ordering.NOT_COMPARABLE) {
                return false;
            }
            return switch (relation) {
                case EQUAL -> order == 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
            };
        }
    }

    /** Any of several tests. */
    record AnyOf(List<ValueTest> tests) implements ValueTest {
        @Override
        public boolean holds(BsonBytes record, byte tag, int at, int end) {
            return tests.stream().anyMatch(test -> test.holds(record, tag, at, end));
        }

        @Override
        public boolean holdsForMissing() {
            return tests.stream().anyMatch(ValueTest::holdsForMissing);
        }
    }
}
