package io.metagate.store.index;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.stream.Stream;

/** The tests that all records of a filter pass, as far as they are told by its form. */
final class RequiredTests implements PredicateVisitor<Stream<Predicate.FieldTest>> {

    private RequiredTests() {}

    static Stream<Predicate.FieldTest> of(Predicate filter) {
        return filter.accept(new RequiredTests());
    }

    /** Whether the test holds for one value alone. Null is that of records without the field, too. */
    static boolean asksForOneValue(Predicate.FieldTest test) {
        return test.acceptTest(new ValueCount()) == Values.ONE;
    }

    /** Whether the test holds for values that it lists. */
    static boolean listsValues(Predicate.FieldTest test) {
        return test.acceptTest(new ValueCount()) != Values.UNKNOWN;
    }

    @Override
    public Stream<Predicate.FieldTest> and(Predicate.And and) {
        return and.parts().stream().flatMap(part -> part.accept(this));
    }

    @Override
    public Stream<Predicate.FieldTest> or(Predicate.Or or) {
        return Stream.empty();
    }

    @Override
    public Stream<Predicate.FieldTest> not(Predicate.Not not) {
        return Stream.empty();
    }

    @Override
    public Stream<Predicate.FieldTest> anyElement(Predicate.AnyElement any) {
        return Stream.empty();
    }

    @Override
    public Stream<Predicate.FieldTest> test(Predicate.FieldTest test) {
        return Stream.of(test);
    }

    /** The values that a test holds for. */
    private enum Values {
        ONE,
        LISTED,
        UNKNOWN
    }

    /** Finds out which values a test holds for. */
    private static final class ValueCount implements FieldTestVisitor<Values> {
        @Override
        public Values compare(Predicate.Compare compare) {
            boolean one = compare.relation() == Predicate.Relation.EQUAL
                    && !compare.value().isNull();
            return one ? Values.ONE : Values.UNKNOWN;
        }

        @Override
        public Values in(Predicate.In in) {
            return in.values().stream().anyMatch(ScalarValue::isNull) ? Values.UNKNOWN : Values.LISTED;
        }

        @Override
        public Values exists(Predicate.Exists exists) {
            return Values.UNKNOWN;
        }

        @Override
        public Values ofType(Predicate.OfType typed) {
            return Values.UNKNOWN;
        }

        @Override
        public Values startsWith(Predicate.StartsWith prefix) {
            return Values.UNKNOWN;
        }
    }
}
