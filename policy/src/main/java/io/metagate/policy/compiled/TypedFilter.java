package io.metagate.policy.compiled;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the values of a filter the declared types of their fields. */
public final class TypedFilter {

    private TypedFilter() {}

    /** The filter with typed values; empty if a value cannot be one of its field's type. */
    public static Optional<Predicate> of(Predicate filter, Collection collection) {
        if (filter instanceof Predicate.And and) {
            return ofAll(and.parts(), collection).map(Predicate.And::new);
        }
        if (filter instanceof Predicate.Or or) {
            return ofAll(or.parts(), collection).map(Predicate.Or::new);
        }
        if (filter instanceof Predicate.Not not) {
            return of(not.part(), collection).map(Predicate.Not::new);
        }
        if (filter instanceof Predicate.AnyElement any) {
            return of(any.part(), collection).map(part -> new Predicate.AnyElement(any.path(), part));
        }
        return ofTest((Predicate.FieldTest) filter, collection);
    }

    private static Optional<Predicate> ofTest(Predicate.FieldTest filter, Collection collection) {
        if (filter instanceof Predicate.Compare compare) {
            return type(compare.path(), collection)
                    .flatMap(compare.value()::as)
                    .map(value -> new Predicate.Compare(compare.path(), compare.relation(), value));
        }
        if (filter instanceof Predicate.In in) {
            return ofIn(in, collection);
        }
        return type(filter.path(), collection)
                .filter(type -> type == FieldType.STRING || filter instanceof Predicate.Exists)
                .map(type -> filter);
    }

    private static Optional<List<Predicate>> ofAll(List<Predicate> parts, Collection collection) {
        List<Predicate> typed = new ArrayList<>();
        for (Predicate part : parts) {
            of(part, collection).ifPresent(typed::add);
        }
        return typed.size() == parts.size() ? Optional.of(typed) : Optional.empty();
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
}
