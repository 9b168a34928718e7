package io.metagate.policy.request;

import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A typed condition on a record, with MongoDB's semantics for arrays: a comparison holds if it holds for the value or
 * for any element.
 */
public sealed interface Predicate {

    /** What the visitor does with this variant. */
    <R> R accept(PredicateVisitor<R> visitor);

    /** Holds for every record. */
    static Predicate all() {
        return new And(List.of());
    }

    /** Whether this is {@link #all()}. */
    default boolean isAll() {
        return false;
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

        @Override
        public boolean isAll() {
            return parts.isEmpty();
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** Holds if any part does; with no part, never. */
    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** Holds if the part does not. */
    record Not(Predicate part) implements Predicate {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** Holds if what is at one path passes a test. */
    sealed interface FieldTest extends Predicate {

        /** Where it looks. */
        FieldPath path();

        /** How it uses the field. */
        FilterUse use();

        /** What the visitor does with this variant. */
        <R> R acceptTest(FieldTestVisitor<R> visitor);

        @Override
        default <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.test(this);
        }
    }

    /** Holds if a value at the path stands in the relation to the given one. */
    record Compare(FieldPath path, Relation relation, ScalarValue value) implements FieldTest {
        public Compare {
            if (relation != Relation.EQUAL && value.isNull()) {
                throw new IllegalArgumentException("null has no order");
            }
        }

        @Override
        public FilterUse use() {
            FilterKind kind = relation == Relation.EQUAL ? FilterKind.EXACT : FilterKind.RANGE;
            return new FilterUse(path, kind, 1, value.isNull());
        }

        @Override
        public <R> R acceptTest(FieldTestVisitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    /** Holds if a value at the path equals one of the given ones. */
    record In(FieldPath path, List<ScalarValue> values) implements FieldTest {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public FilterUse use() {
            boolean missing = values.stream().anyMatch(ScalarValue::isNull);
            // an empty list is one too: no use of a field is free
            return new FilterUse(path, FilterKind.EXACT, Math.max(1, values.size()), missing);
        }

        @Override
        public <R> R acceptTest(FieldTestVisitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** Holds if there is something at the path, be it null. */
    record Exists(FieldPath path) implements FieldTest {
        @Override
        public FilterUse use() {
            return new FilterUse(path, FilterKind.EXISTS, 1, false);
        }

        @Override
        public <R> R acceptTest(FieldTestVisitor<R> visitor) {
            return visitor.exists(this);
        }
    }

    /**
     * Holds if a value at the path has one of the types. No request says so; it tells values that have drifted from
     * others.
     */
    record OfType(FieldPath path, StoredTypes types) implements FieldTest {
        public OfType {
            if (types.isEmpty()) {
                throw new IllegalArgumentException("a value has a type");
            }
        }

        @Override
        public FilterUse use() {
            return new FilterUse(path, FilterKind.EXISTS, 1, false);
        }

        @Override
        public <R> R acceptTest(FieldTestVisitor<R> visitor) {
            return visitor.ofType(this);
        }
    }

    /** Holds if a string at the path starts with the prefix. */
    record StartsWith(FieldPath path, String prefix) implements FieldTest {

        /** The most characters of a prefix, so that every store can take the pattern that it becomes. */
        public static final int MAX_LENGTH = 1_024;

        public StartsWith {
            if (prefix.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("a prefix has at most " + MAX_LENGTH + " characters");
            }
        }

        @Override
        public FilterUse use() {
            return new FilterUse(path, FilterKind.PREFIX, 1, false);
        }

        @Override
        public <R> R acceptTest(FieldTestVisitor<R> visitor) {
            return visitor.startsWith(this);
        }

        @Override
        public String toString() {
            return "StartsWith[path=" + path + ", prefix=?]";
        }
    }

    /**
     * Holds if one element of an array at the path meets the whole part by itself. The paths of the part are whole
     * ones: either all lie below the path, and the elements are documents; or all are the path itself, and the part is
     * about the elements.
     */
    record AnyElement(FieldPath path, Predicate part) implements Predicate {
        public AnyElement {
            List<FieldPath> used = part.uses().map(FilterUse::path).toList();
            boolean below = used.stream().allMatch(inner -> inner.isBelow(path));
            if (used.isEmpty() || !(below || isTest(part, path))) {
                throw new IllegalArgumentException("a condition on elements is about the elements or what lies below");
            }
        }

        /** Whether the part is about the elements themselves. */
        public boolean ofValues() {
            return isTest(part, path);
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.anyElement(this);
        }

        private static boolean isTest(Predicate part, FieldPath path) {
            return part.accept(new ElementTest(path));
        }

        /** Whether a part is about values at the path alone. */
        private record ElementTest(FieldPath path) implements PredicateVisitor<Boolean>, FieldTestVisitor<Boolean> {
            @Override
            public Boolean and(And and) {
                return and.parts().stream().allMatch(part -> part.accept(this));
            }

            @Override
            public Boolean or(Or or) {
                return false;
            }

            @Override
            public Boolean not(Not not) {
                return not.part().accept(this);
            }

            @Override
            public Boolean anyElement(AnyElement any) {
                return false;
            }

            @Override
            public Boolean test(FieldTest test) {
                return test.path().equals(path) && test.acceptTest(this);
            }

            @Override
            public Boolean compare(Compare compare) {
                return true;
            }

            @Override
            public Boolean in(In in) {
                return true;
            }

            @Override
            public Boolean exists(Exists exists) {
                return false;
            }

            @Override
            public Boolean ofType(OfType typed) {
                return true;
            }

            @Override
            public Boolean startsWith(StartsWith prefix) {
                return true;
            }
        }
    }

    /** The order relations of the query language. */
    enum Relation {
        EQUAL(FilterOperator.EQ),
        GREATER(FilterOperator.GT),
        GREATER_OR_EQUAL(FilterOperator.GTE),
        LESS(FilterOperator.LT),
        LESS_OR_EQUAL(FilterOperator.LTE);

        private final FilterOperator operator;

        Relation(FilterOperator operator) {
            this.operator = operator;
        }

        /** How a filter says it. */
        public FilterOperator operator() {
            return operator;
        }
    }

    /** Both predicates; one of them alone where the other is {@link #all()}. */
    static Predicate both(Predicate one, Predicate other) {
        if (one.isAll()) {
            return other;
        }
        return other.isAll() ? one : new And(List.of(one, other));
    }

    /** The parts; the only one alone. */
    static Predicate allOf(List<Predicate> parts) {
        return parts.size() == 1 ? parts.get(0) : new And(parts);
    }

    /** Each use of a field in this predicate, in the order written; what is denied is used as well. */
    default Stream<FilterUse> uses() {
        return FilterUse.allOf(this);
    }
}
