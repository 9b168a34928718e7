package io.metagate.gateway.access;

import io.metagate.audit.QueryShape;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the audit log says of a query: no value, and no name that the catalogue does not list, since a name can be
 * anything (P7).
 */
public record QueryShapes(Collection collection) {

    private static final String UNLISTED = "?";

    public QueryShape of(Action action, Query query) {
        // The filter of a read is its identifier, of which the record has a tag.
        boolean none = action == Action.READ || query.filter().equals(Predicate.all());
        Optional<String> filter = none ? Optional.empty() : Optional.of(shape(query.filter()));
        List<String> sort = query.sort().stream()
                .map(key -> (key.descending() ? "-" : "") + name(key.path()))
                .toList();
        List<String> fields = Stream.concat(query.fields().orElse(List.of()).stream(), query.by().stream())
                .map(this::name)
                .toList();
        return new QueryShape(filter, sort, fields);
    }

    private String shape(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return joined("$and", and.parts());
        }
        if (predicate instanceof Predicate.Or or) {
            return joined("$or", or.parts());
        }
        if (predicate instanceof Predicate.Not not) {
            return "{$not:" + shape(not.part()) + "}";
        }
        if (predicate instanceof Predicate.AnyElement any) {
            // The array is named by the listed fields of its elements.
            return "{$elemMatch:" + shape(any.part()) + "}";
        }
        FieldPath path = predicate.uses().findFirst().orElseThrow().path();
        return "{" + name(path) + ":{" + test(predicate) + "}}";
    }

    private static String test(Predicate predicate) {
        if (predicate instanceof Predicate.Compare compare) {
            return operator(compare.relation()) + ":?";
        }
        if (predicate instanceof Predicate.In in) {
            return "$in:[" + in.values().size() + "]";
        }
        return predicate instanceof Predicate.Exists ? "$exists:true" : "$startsWith:?";
    }

    private String joined(String operator, List<Predicate> parts) {
        return parts.stream().map(this::shape).collect(Collectors.joining(",", "{" + operator + ":[", "]}"));
    }

    private static String operator(Predicate.Relation relation) {
        return switch (relation) {
            case EQUAL -> "$eq";
            case GREATER -> "$gt";
            case GREATER_OR_EQUAL -> "$gte";
            case LESS -> "$lt";
            case LESS_OR_EQUAL -> "$lte";
        };
    }

    private String name(FieldPath path) {
        return collection.field(path).isPresent() ? path.dotted() : UNLISTED;
    }
}
