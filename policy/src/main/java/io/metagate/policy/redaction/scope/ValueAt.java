package io.metagate.policy.redaction.scope;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.BsonTag;
import java.util.List;

/**
 * The scope of the records that have a value at a path for which a test holds. As in the store: an array stands for itself and for its
 * elements at the end of the path, for its documents on the way, and an array in an array for nothing; the first of several elements of
 * one name wins.
 */
final class ValueAt implements Scope {

    private final List<byte[]> names;
    private final ValueTest test;

    ValueAt(FieldPath path, ValueTest test) {
        this.names = path.segments().stream().map(BsonName::of).toList();
        this.test = test;
    }

    @Override
    public boolean holds(BsonBytes record) {
        return inDocument(record, 0, 0, record.terminator());
    }

    private boolean inDocument(BsonBytes record, int depth, int document, int terminator) {
        byte[] name = names.get(depth);
        int element = record.find(name, document, terminator);
        if (element < 0) {
            return test.holdsForMissing();
        }
        byte tag = record.at(element);
        int at = element + 1 + name.length + 1;
        int end = record.valueEnd(tag, at, terminator);
        return depth + 1 == names.size() ? atLast(record, tag, at, end) : onTheWay(record, depth + 1, tag, at, end);
    }

    private boolean onTheWay(BsonBytes record, int depth, byte tag, int at, int end) {
        return switch (tag) {
            case BsonTag.DOCUMENT -> inDocument(record, depth, at, end - 1);
            case BsonTag.ARRAY ->
                anyElement(
                        record,
                        at,
                        end - 1,
                        (type, from, to) -> type == BsonTag.DOCUMENT && inDocument(record, depth, from, to - 1));
            default -> test.holdsForMissing();
        };
    }

    private boolean atLast(BsonBytes record, byte tag, int at, int end) {
        return test.holds(record, tag, at, end)
                || (tag == BsonTag.ARRAY
                        && anyElement(record, at, end - 1, (type, from, to) -> test.holds(record, type, from, to)));
    }

    private static boolean anyElement(BsonBytes record, int array, int terminator, ElementTest element) {
        int at = array + Integer.BYTES;
        while (at < terminator) {
            byte tag = record.at(at);
            int from = record.nameEnd(at + 1, terminator) + 1;
            int to = record.valueEnd(tag, from, terminator);
            if (element.holds(tag, from, to)) {
                return true;
            }
            at = to;
        }
        return false;
    }

    /** A condition on an element of an array. */
    private interface ElementTest {
        boolean holds(byte tag, int from, int to);
    }
}
