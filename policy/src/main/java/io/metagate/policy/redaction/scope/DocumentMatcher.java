package io.metagate.policy.redaction.scope;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.List;
import java.util.function.UnaryOperator;

/** A condition on a document, be it a record or a part of one. */
@FunctionalInterface
interface DocumentMatcher {

    /** Whether it holds for the document that starts there. */
    boolean holds(BsonBytes record, int document, int terminator);

    /** That the predicate holds for a record. */
    static DocumentMatcher of(Predicate predicate, UncertainMatch reading) {
        return of(predicate, reading, UnaryOperator.identity());
    }

    /** That the predicate holds for a document in which its paths are the local ones. */
    static DocumentMatcher of(Predicate predicate, UncertainMatch reading, UnaryOperator<FieldPath> local) {
        return predicate.accept(new Compilation(reading, local));
    }

    /** Compiles the parts of a predicate. */
    record Compilation(UncertainMatch reading, UnaryOperator<FieldPath> local)
            implements PredicateVisitor<DocumentMatcher> {
        @Override
        public DocumentMatcher and(Predicate.And and) {
            List<DocumentMatcher> parts = ofEach(and.parts());
            return (record, document, terminator) ->
                    parts.stream().allMatch(part -> part.holds(record, document, terminator));
        }

        @Override
        public DocumentMatcher or(Predicate.Or or) {
            List<DocumentMatcher> parts = ofEach(or.parts());
            return (record, document, terminator) ->
                    parts.stream().anyMatch(part -> part.holds(record, document, terminator));
        }

        @Override
        public DocumentMatcher not(Predicate.Not not) {
            DocumentMatcher part = of(not.part(), reading.ofNegated(), local);
            return (record, document, terminator) -> !part.holds(record, document, terminator);
        }

        @Override
        public DocumentMatcher anyElement(Predicate.AnyElement any) {
            return new ValueAt(local.apply(any.path()), ElementMatcher.of(any, reading), reading);
        }

        @Override
        public DocumentMatcher test(Predicate.FieldTest test) {
            return new ValueAt(local.apply(test.path()), ValueMatcher.of(test, reading), reading);
        }

        private List<DocumentMatcher> ofEach(List<Predicate> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }
    }
}
