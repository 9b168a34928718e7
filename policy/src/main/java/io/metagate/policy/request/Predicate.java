package io.metagate.policy.request;

import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import java.util.List;
import java.util.stream.Stream;

/**
 * A typed condition on a record, with MongoDB's semantics for arrays: a comparison holds if it holds for the value or
 * for any element.
 */
public sealed interface Predicate {

    /** Holds for every record. */
    static Predicate all() {
        return new And(List.of());
    }

    /** Whether this is {@link #all()}. */
    default boolean isAll() {
        return this instanceof And and && and.parts().isEmpty();
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

    /** Holds if the part does not. */
    record Not(Predicate part) implements Predicate {}

    /** Holds if what is at one path passes a test. */
    sealed interface FieldTest extends Predicate {

        /** Where it looks. */
        FieldPath path();
    }

    /** Holds if a value at the path stands in the relation to the given one. */
    record Compare(FieldPath path, Relation relation, ScalarValue value) implements FieldTest {
        public Compare {
            if (relation != Relation.EQUAL && value instanceof ScalarValue.Null) {
                throw new IllegalArgumentException("null has no order");
            }
        }
    }

    /** Holds if a value at the path equals one of the given ones. */
    record In(FieldPath path, List<ScalarValue> values) implements FieldTest {
        public In {
            values = List.copyOf(values);
        }
    }

    /** Holds if there is something at the path, be it null. */
    record Exists(FieldPath path) implements FieldTest {}

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

        private static boolean isTest(Predicate part, FieldPath path) {
            if (part instanceof And and) {
                return and.parts().stream().allMatch(inner -> isTest(inner, path));
            }
            if (part instanceof Not not) {
                return isTest(not.part(), path);
            }
            boolean simple = part instanceof Compare
                    || part instanceof In
                    || part instanceof StartsWith
                    || part instanceof OfType;
            return simple && part.uses().allMatch(use -> use.path().equals(path));
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
        if (this instanceof And and) {
            return and.parts().stream().flatMap(Predicate::uses);
        }
        if (this instanceof Or or) {
            return or.parts().stream().flatMap(Predicate::uses);
        }
        if (this instanceof Not not) {
            return not.part().uses();
        }
        return this instanceof AnyElement any ? any.part().usesOfElements(false) : Stream.of(use());
    }

    /** The uses of a condition on elements: what is denied of one holds for an element with nothing there. */
    private Stream<FilterUse> usesOfElements(boolean denied) {
        if (this instanceof And and) {
            return and.parts().stream().flatMap(part -> part.usesOfElements(denied));
        }
        if (this instanceof Or or) {
            return or.parts().stream().flatMap(part -> part.usesOfElements(denied));
        }
        if (this instanceof Not not) {
            return not.part().usesOfElements(true);
        }
        if (this instanceof AnyElement any) {
            return any.part().usesOfElements(denied);
        }
        return Stream.of(denied ? use().ofMissing() : use());
    }

    private FilterUse use() {
        if (this instanceof Compare compare) {
            boolean exact = compare.relation() == Relation.EQUAL;
            FilterKind kind = exact ? FilterKind.EXACT : FilterKind.RANGE;
            return new FilterUse(compare.path(), kind, 1, compare.value() instanceof ScalarValue.Null);
        }
        if (this instanceof StartsWith prefix) {
            return new FilterUse(prefix.path(), FilterKind.PREFIX, 1, false);
        }
        if (this instanceof Exists || this instanceof OfType) {
            return new FilterUse(((FieldTest) this).path(), FilterKind.EXISTS, 1, false);
        }
        In in = (In) this;
        boolean missing = in.values().stream().anyMatch(ScalarValue.Null.class::isInstance);
        // an empty list is one too: no use of a field is free
        return new FilterUse(
                in.path(), FilterKind.EXACT, Math.max(1, in.values().size()), missing);
    }
}
