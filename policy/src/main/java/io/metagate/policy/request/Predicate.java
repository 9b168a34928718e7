package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;
import java.util.List;
import java.util.stream.Stream;

/** A typed condition on a record, with MongoDB's semantics for arrays: a comparison holds if it holds for the value or for any element. */
public sealed interface Predicate {

    /** Holds for every record. */
    static Predicate all() {
        return new And(List.of());
    }

    /** Holds for no record. */
    static Predicate none() {
        return new Or(List.of());
    }

    /** Holds if each part does; with no part, always. */
    record And(List<Predicate> parts) implements Predicate {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Holds if any part does; with no part, never. */
    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Holds if a value at the path stands in the relation to the given one. */
    record Compare(FieldPath path, Relation relation, Value value) implements Predicate {
        public Compare {
            if (relation != Relation.EQUAL && value instanceof Value.Null) {
                throw new IllegalArgumentException("null has no order");
            }
        }
    }

    /** Holds if a value at the path equals one of the given ones. */
    record In(FieldPath path, List<Value> values) implements Predicate {
        public In {
            values = List.copyOf(values);
        }
    }

    /** The order relations of the query language. */
    enum Relation {
        /** {@code $eq}. */
        EQUAL,
        /** {@code $gt}. */
        GREATER,
        /** {@code $gte}. */
        GREATER_OR_EQUAL,
        /** {@code $lt}. */
        LESS,
        /** {@code $lte}. */
        LESS_OR_EQUAL
    }

    /** Both predicates; one of them alone where the other is {@link #all()}. */
    static Predicate both(Predicate one, Predicate other) {
        if (one.equals(all())) {
            return other;
        }
        return other.equals(all()) ? one : new And(List.of(one, other));
    }

    /** Each comparison in this predicate with its path, in the order written. */
    default Stream<FilterUse> uses() {
        if (this instanceof And and) {
            return and.parts().stream().flatMap(Predicate::uses);
        }
        if (this instanceof Or or) {
            return or.parts().stream().flatMap(Predicate::uses);
        }
        if (this instanceof Compare compare) {
            boolean exact = compare.relation() == Relation.EQUAL;
            return Stream.of(new FilterUse(compare.path(), exact ? FilterKind.EXACT : FilterKind.RANGE, 1));
        }
        In in = (In) this;
        return Stream.of(new FilterUse(in.path(), FilterKind.EXACT, in.values().size()));
    }
}
