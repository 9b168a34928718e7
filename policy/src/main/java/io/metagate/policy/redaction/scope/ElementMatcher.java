package io.metagate.policy.redaction.scope;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.request.Predicate;

/**
 * That a value is an array with an element that meets a condition. The arrays among its elements are not looked into.
 */
record ElementMatcher(ValueMatcher element) implements ValueMatcher {

    static ElementMatcher of(Predicate.AnyElement any, UncertainMatch reading) {
        if (any.ofValues()) {
            return new ElementMatcher(ValueMatcher.of(any.part(), reading));
        }
        DocumentMatcher part = DocumentMatcher.of(any.part(), reading, path -> path.behind(any.path()));
        return new ElementMatcher((record, tag, at, end) -> switch (tag) {
            case BsonTag.DOCUMENT -> part.holds(record, at, end - 1);
            // the store takes an array in an array for a document whose names are numbers
            case BsonTag.ARRAY -> reading.holdsInDoubt();
            default -> false;
        });
    }

    @Override
    public boolean holds(BsonBytes record, byte tag, int at, int end) {
        return tag == BsonTag.ARRAY && holdsForAnyOf(record, at, end - 1, element);
    }

    @Override
    public boolean looksIntoArrays() {
        return false;
    }

    /** Whether the test holds for an element of the array that starts there. */
    static boolean holdsForAnyOf(BsonBytes record, int array, int terminator, ValueMatcher test) {
        int at = array + Integer.BYTES;
        while (at < terminator) {
            byte tag = record.at(at);
            int from = record.nameEnd(at + 1, terminator) + 1;
            int to = record.valueEnd(tag, from, terminator);
            if (test.holds(record, tag, from, to)) {
                return true;
            }
            at = to;
        }
        return false;
    }
}
