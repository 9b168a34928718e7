package io.metagate.policy.redaction.scope;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.BsonTag;
import java.util.List;

/**
 * That a document has a value at a path for which a test holds. As in the store: an array stands for itself and for its
 * elements at the end of the path, for its documents on the way, and an array in an array for nothing; the first of
 * several elements of one name wins.
 */
final class ValueAt implements DocumentMatcher {

    private final byte[][] names;
    private final boolean[] likeIndexes;
    private final ValueMatcher test;
    private final UncertainMatch reading;

    ValueAt(FieldPath path, ValueMatcher test, UncertainMatch reading) {
        List<String> segments = path.segments();
        this.names = new byte[segments.size()][];
        this.likeIndexes = new boolean[segments.size()];
        for (int depth = 0; depth < segments.size(); depth++) {
            names[depth] = BsonName.of(segments.get(depth));
            likeIndexes[depth] = isLikeAnIndex(segments.get(depth));
        }
        this.test = test;
        this.reading = reading;
    }

    @Override
    public boolean holds(BsonBytes record, int document, int terminator) {
        return inDocument(record, 0, document, terminator);
    }

    private boolean inDocument(BsonBytes record, int depth, int document, int terminator) {
        byte[] name = names[depth];
        int element = record.find(name, document, terminator);
        if (element < 0) {
            return test.holdsForMissing();
        }
        byte tag = record.at(element);
        int at = element + 1 + name.length + 1;
        int end = record.valueEnd(tag, at, terminator);
        return depth + 1 == names.length ? atLast(record, tag, at, end) : onTheWay(record, depth + 1, tag, at, end);
    }

    private boolean onTheWay(BsonBytes record, int depth, byte tag, int at, int end) {
        return switch (tag) {
            case BsonTag.DOCUMENT -> inDocument(record, depth, at, end - 1);
            case BsonTag.ARRAY ->
                (likeIndexes[depth] && reading.holdsInDoubt())
                        || ElementMatcher.holdsForAnyOf(record, at, end - 1, inDocuments(depth));
            default -> test.holdsForMissing();
        };
    }

    private ValueMatcher inDocuments(int depth) {
        return (record, tag, at, end) -> tag == BsonTag.DOCUMENT && inDocument(record, depth, at, end - 1);
    }

    private boolean atLast(BsonBytes record, byte tag, int at, int end) {
        return test.holds(record, tag, at, end)
                || (tag == BsonTag.ARRAY
                        && test.looksIntoArrays()
                        && ElementMatcher.holdsForAnyOf(record, at, end - 1, test));
    }

    /** To the store, a name like an index is that of an element too. */
    private static boolean isLikeAnIndex(String name) {
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) < '0' || name.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }
}
