package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.Predicate;

/**
 * A part of a collection, told by a predicate that is compiled for the bytes of records.
 *
 * <p>INVARIANT: where the store's semantics have a case that this one leaves out (names that look like array indexes,
 * symbols that equal strings), the record is outside of the scope and does not leave (P6), under a negation too.
 */
@FunctionalInterface
public interface RecordMatcher {

    /**
     * Whether the record is in the scope.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if the bytes on the way to the values are not BSON
     */
    boolean holds(BsonBytes record);

    /** The scope of the records for which the predicate holds. */
    static RecordMatcher of(Predicate predicate) {
        if (predicate.isAll()) {
            return record -> true;
        }
        DocumentMatcher test = DocumentMatcher.of(predicate, UncertainMatch.STRICT);
        return record -> test.holds(record, 0, record.terminator());
    }
}
