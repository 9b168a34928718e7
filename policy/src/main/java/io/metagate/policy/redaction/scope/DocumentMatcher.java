package io.metagate.policy.redaction.scope;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.Predicate;
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
        if (predicate instanceof Predicate.And and) {
            List<DocumentMatcher> parts = ofEach(and.parts(), reading, local);
            return (record, document, terminator) ->
                    parts.stream().allMatch(part -> part.holds(record, document, terminator));
        }
        if (predicate instanceof Predicate.Or or) {
            List<DocumentMatcher> parts = ofEach(or.parts(), reading, local);
            return (record, document, terminator) ->
                    parts.stream().anyMatch(part -> part.holds(record, document, terminator));
        }
        if (predicate instanceof Predicate.Not not) {
            DocumentMatcher part = of(not.part(), reading.ofNegated(), local);
            return (record, document, terminator) -> !part.holds(record, document, terminator);
        }
        if (predicate instanceof Predicate.AnyElement any) {
            return new ValueAt(local.apply(any.path()), ElementMatcher.of(any, reading), reading);
        }
        FieldPath path = ((Predicate.FieldTest) predicate).path();
        return new ValueAt(local.apply(path), ValueMatcher.of(predicate, reading), reading);
    }

    private static List<DocumentMatcher> ofEach(
            List<Predicate> parts, UncertainMatch reading, UnaryOperator<FieldPath> local) {
        return parts.stream().map(part -> of(part, reading, local)).toList();
    }
}
