package io.metagate.gateway.access;

import io.metagate.audit.QueryShape;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
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
        boolean none = action == Action.READ || query.filter().isAll();
        Optional<String> filter =
                none ? Optional.empty() : Optional.of(query.filter().accept(new FilterShape(this)));
        List<String> sort = query.sort().stream()
                .map(key -> (key.descending() ? "-" : "") + name(key.path()))
                .toList();
        List<String> fields = Stream.concat(query.fields().orElse(List.of()).stream(), query.by().stream())
                .map(this::name)
                .toList();
        return new QueryShape(filter, sort, fields);
    }

    private String name(FieldPath path) {
        return collection.field(path).isPresent() ? path.dotted() : UNLISTED;
    }

    /** The operators of a filter without what they compare with. */
    private record FilterShape(QueryShapes shapes) implements PredicateVisitor<String>, FieldTestVisitor<String> {

        @Override
        public String and(Predicate.And and) {
            return joined(FilterOperator.AND, and.parts());
        }

        @Override
        public String or(Predicate.Or or) {
            return joined(FilterOperator.OR, or.parts());
        }

        @Override
        public String not(Predicate.Not not) {
            return member(FilterOperator.NOT, not.part().accept(this));
        }

        /** The array is named by the listed fields of its elements. */
        @Override
        public String anyElement(Predicate.AnyElement any) {
            return member(FilterOperator.ELEM_MATCH, any.part().accept(this));
        }

        @Override
        public String test(Predicate.FieldTest test) {
            return test.acceptTest(this);
        }

        @Override
        public String compare(Predicate.Compare compare) {
            return member(compare, compare.relation().operator(), UNLISTED);
        }

        @Override
        public String in(Predicate.In in) {
            return member(in, FilterOperator.IN, "[" + in.values().size() + "]");
        }

        @Override
        public String exists(Predicate.Exists exists) {
            return member(exists, FilterOperator.EXISTS, "true");
        }

        @Override
        public String ofType(Predicate.OfType typed) {
            return "{" + shapes.name(typed.path()) + ":{$type:" + UNLISTED + "}}";
        }

        @Override
        public String startsWith(Predicate.StartsWith prefix) {
            return member(prefix, FilterOperator.STARTS_WITH, UNLISTED);
        }

        private String member(Predicate.FieldTest test, FilterOperator operator, String operand) {
            return "{" + shapes.name(test.path()) + ":" + member(operator, operand) + "}";
        }

        private String joined(FilterOperator operator, List<Predicate> parts) {
            return member(
                    operator, parts.stream().map(part -> part.accept(this)).collect(Collectors.joining(",", "[", "]")));
        }

        private static String member(FilterOperator operator, String operand) {
            return "{" + operator.wireName() + ":" + operand + "}";
        }
    }
}
