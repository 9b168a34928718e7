package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.util.ArrayList;
import java.util.List;

/** Makes tests of one value out of the tests of a field and of conditions on elements that are no documents. */
record ValueMatcherCompiler(UncertainMatch reading)
        implements PredicateVisitor<ValueMatcher>, FieldTestVisitor<ValueMatcher> {

    @Override
    public ValueMatcher and(Predicate.And and) {
        List<ValueMatcher> parts =
                and.parts().stream().map(part -> part.accept(this)).toList();
        return (record, tag, at, end) -> parts.stream().allMatch(part -> part.holds(record, tag, at, end));
    }

    @Override
    public ValueMatcher or(Predicate.Or or) {
        throw new IllegalArgumentException("a condition on one value has no alternatives");
    }

    @Override
    public ValueMatcher not(Predicate.Not not) {
        ValueMatcher part = ValueMatcher.of(not.part(), reading.ofNegated());
        return (record, tag, at, end) -> !part.holds(record, tag, at, end);
    }

    @Override
    public ValueMatcher anyElement(Predicate.AnyElement any) {
        throw new IllegalArgumentException("a condition on one value is not about the elements of another");
    }

    @Override
    public ValueMatcher test(Predicate.FieldTest test) {
        return test.acceptTest(this);
    }

    @Override
    public ValueMatcher compare(Predicate.Compare compare) {
        return compared(compare.relation(), compare.value());
    }

    @Override
    public ValueMatcher in(Predicate.In in) {
        List<ValueMatcher> tests = new ArrayList<>(in.values().size());
        for (ScalarValue value : in.values()) {
            tests.add(compared(Relation.EQUAL, value));
        }
        return new ValueMatcher.AnyOf(tests);
    }

    @Override
    public ValueMatcher exists(Predicate.Exists exists) {
        return (record, tag, at, end) -> true;
    }

    @Override
    public ValueMatcher ofType(Predicate.OfType typed) {
        return (record, tag, at, end) -> typed.types().has(tag);
    }

    @Override
    public ValueMatcher startsWith(Predicate.StartsWith prefix) {
        return new PrefixMatcher(prefix.prefix(), reading);
    }

    private ValueMatcher compared(Relation relation, ScalarValue given) {
        byte doubtful = given.accept(new DoubtfulType(relation));
        return new ValueMatcher.Comparison(relation, ValueOrdering.of(given), given.isNull(), doubtful, reading);
    }

    /** The type of which only the store knows how its values compare with a given one. */
    private record DoubtfulType(Relation relation) implements ScalarVisitor<Byte> {

        /** No type of BSON. */
        private static final byte NONE = Byte.MIN_VALUE;

        @Override
        public Byte text(ScalarValue.Text text) {
            return BsonTag.SYMBOL;
        }

        @Override
        public Byte integer(ScalarValue.Int integer) {
            return NONE;
        }

        @Override
        public Byte real(ScalarValue.Real real) {
            return NONE;
        }

        @Override
        public Byte decimal(ScalarValue.Decimal decimal) {
            return NONE;
        }

        @Override
        public Byte bool(ScalarValue.Bool bool) {
            return NONE;
        }

        @Override
        public Byte date(ScalarValue.Date date) {
            return NONE;
        }

        @Override
        public Byte objectId(ScalarValue.ObjectId id) {
            return NONE;
        }

        @Override
        public Byte uuid(ScalarValue.Uuid uuid) {
            return relation == Relation.EQUAL ? NONE : BsonTag.BINARY;
        }

        @Override
        public Byte nothing(ScalarValue.Null nothing) {
            return BsonTag.UNDEFINED;
        }
    }
}
