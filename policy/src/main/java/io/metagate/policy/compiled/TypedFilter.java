package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the values of a filter the declared types of their fields. */
public final class TypedFilter {

    private TypedFilter() {}

    /** The filter with typed values; empty if a value cannot be one of its field's type. */
    public static Optional<Predicate> of(Predicate filter, Collection collection) {
        return filter.accept(new Typing(collection));
    }

    private static Optional<Predicate> ofIn(Predicate.In in, Collection collection) {
        Optional<FieldType> type = type(in.path(), collection);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<ScalarValue> typed = new ArrayList<>(in.values().size());
        for (ScalarValue value : in.values()) {
            value.as(type.get()).ifPresent(typed::add);
        }
        return typed.size() == in.values().size() ? Optional.of(new Predicate.In(in.path(), typed)) : Optional.empty();
    }

    private static Optional<FieldType> type(FieldPath path, Collection collection) {
        return collection.field(path).map(Field::type);
    }

    /** Types the parts of a filter. */
    private record Typing(Collection collection)
            implements PredicateVisitor<Optional<Predicate>>, FieldTestVisitor<Optional<Predicate>> {
        @Override
        public Optional<Predicate> and(Predicate.And and) {
            return ofAll(and.parts()).map(Predicate.And::new);
        }

        @Override
        public Optional<Predicate> or(Predicate.Or or) {
            return ofAll(or.parts()).map(Predicate.Or::new);
        }

        @Override
        public Optional<Predicate> not(Predicate.Not not) {
            return not.part().accept(this).map(Predicate.Not::new);
        }

        @Override
        public Optional<Predicate> anyElement(Predicate.AnyElement any) {
            return any.part().accept(this).map(part -> new Predicate.AnyElement(any.path(), part));
        }

        @Override
        public Optional<Predicate> test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public Optional<Predicate> compare(Predicate.Compare compare) {
            return type(compare.path(), collection)
                    .flatMap(compare.value()::as)
                    .map(value -> new Predicate.Compare(compare.path(), compare.relation(), value));
        }

        @Override
        public Optional<Predicate> in(Predicate.In in) {
            return ofIn(in, collection);
        }

        @Override
        public Optional<Predicate> exists(Predicate.Exists exists) {
            return type(exists.path(), collection).map(type -> exists);
        }

        @Override
        public Optional<Predicate> ofType(Predicate.OfType typed) {
            return ofText(typed);
        }

        @Override
        public Optional<Predicate> startsWith(Predicate.StartsWith prefix) {
            return ofText(prefix);
        }

        private Optional<Predicate> ofText(Predicate.FieldTest test) {
            return type(test.path(), collection)
                    .filter(type -> type == FieldType.STRING)
                    .map(type -> test);
        }

        private Optional<List<Predicate>> ofAll(List<Predicate> parts) {
            List<Predicate> typed = new ArrayList<>();
            for (Predicate part : parts) {
                part.accept(this).ifPresent(typed::add);
            }
            return typed.size() == parts.size() ? Optional.of(typed) : Optional.empty();
        }
    }
}
