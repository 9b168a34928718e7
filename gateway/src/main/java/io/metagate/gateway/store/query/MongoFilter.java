package io.metagate.gateway.store.query;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterOperator;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Writes a typed predicate as a MongoDB filter. INVARIANT: no document of a caller is ever passed on, only values as
 * operands (P2).
 */
public final class MongoFilter {

    /** Denies a filter of a document, which {@code $not} cannot. */
    private static final String NOR = "$nor";

    private MongoFilter() {}

    public static BsonDocument of(Predicate predicate) {
        return predicate.accept(new DocumentFilter(FieldPath::dotted));
    }

    static BsonDocument condition(String path, String operator, BsonValue operand) {
        return new BsonDocument(path, new BsonDocument(operator, operand));
    }

    static BsonValue value(ScalarValue value) {
        return value.accept(BsonValues.WRITER);
    }

    /**
     * Writes filters of documents.
     *
     * @param names how paths are written
     */
    private record DocumentFilter(Function<FieldPath, String> names) implements PredicateVisitor<BsonDocument> {

        /** All of the parts, beside each other if none stands in another's place. */
        @Override
        public BsonDocument and(Predicate.And and) {
            BsonDocument beside = new BsonDocument();
            int members = 0;
            for (Predicate part : and.parts()) {
                BsonDocument filter = part.accept(this);
                members += filter.size();
                beside.putAll(filter);
            }
            return beside.size() == members ? beside : joined(FilterOperator.AND.wireName(), and.parts());
        }

        @Override
        public BsonDocument or(Predicate.Or or) {
            return or.parts().isEmpty()
                    ? condition("_id", FilterOperator.IN.wireName(), new BsonArray())
                    : joined(FilterOperator.OR.wireName(), or.parts());
        }

        @Override
        public BsonDocument not(Predicate.Not not) {
            return joined(NOR, List.of(not.part()));
        }

        @Override
        public BsonDocument anyElement(Predicate.AnyElement any) {
            BsonDocument part = any.ofValues()
                    ? MongoOperators.of(any.part())
                    : any.part().accept(new DocumentFilter(path -> path.behind(any.path())
                            .dotted()));
            return condition(names.apply(any.path()), FilterOperator.ELEM_MATCH.wireName(), part);
        }

        @Override
        public BsonDocument test(Predicate.FieldTest test) {
            return new BsonDocument(names.apply(test.path()), MongoOperators.of(test));
        }

        private BsonDocument joined(String operator, List<Predicate> parts) {
            List<BsonDocument> operands =
                    parts.stream().map(part -> part.accept(this)).toList();
            return new BsonDocument(operator, new BsonArray(operands));
        }
    }
}
