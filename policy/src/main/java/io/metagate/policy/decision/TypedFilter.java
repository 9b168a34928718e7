package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the values of a filter the declared types of their fields. */
final class TypedFilter {

    private TypedFilter() {}

    /** The filter with typed values; empty if a value cannot be one of its field's type. */
    static Optional<Predicate> of(Predicate filter, Collection collection) {
        if (filter instanceof Predicate.And and) {
            return ofAll(and.parts(), collection).map(Predicate.And::new);
        }
        if (filter instanceof Predicate.Or or) {
            return ofAll(or.parts(), collection).map(Predicate.Or::new);
        }
        if (filter instanceof Predicate.Compare compare) {
            return collection
                    .field(compare.path())
                    .flatMap(field -> compare.value().as(field.type()))
                    .map(value -> new Predicate.Compare(compare.path(), compare.relation(), value));
        }
        return ofIn((Predicate.In) filter, collection);
    }

    private static Optional<List<Predicate>> ofAll(List<Predicate> parts, Collection collection) {
        List<Predicate> typed = new ArrayList<>();
        for (Predicate part : parts) {
            of(part, collection).ifPresent(typed::add);
        }
        return typed.size() == parts.size() ? Optional.of(typed) : Optional.empty();
    }

    private static Optional<Predicate> ofIn(Predicate.In in, Collection collection) {
        List<Value> typed = collection.field(in.path()).stream()
                .flatMap(field -> in.values().stream().flatMap(value -> value.as(field.type()).stream()))
                .toList();
        return typed.size() == in.values().size() ? Optional.of(new Predicate.In(in.path(), typed)) : Optional.empty();
    }
}
