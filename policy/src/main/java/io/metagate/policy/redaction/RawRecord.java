package io.metagate.policy.redaction;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.edit.MergePatch;
import io.metagate.policy.redaction.edit.PatchedRecord;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.Predicate;
import java.util.Set;

/**
 * A record as the store holds it, closed to everyone but the redactor, and to what a permitted change makes of it for
 * the store.
 */
public final class RawRecord {

    private final BsonBytes bytes;

    /**
     * A record.
     *
     * @param bson one BSON document; not copied, so that whoever made it must let go of it
     */
    public RawRecord(byte[] bson) {
        this.bytes = new BsonBytes(bson);
    }

    /** Its size in bytes. */
    public int size() {
        return bytes.length();
    }

    /**
     * Whether it is in the scope of that predicate.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if the bytes on the way to the values are not BSON
     */
    public boolean isWithin(Predicate scope) {
        return RecordMatcher.of(scope).holds(bytes);
    }

    /**
     * What the edit makes of it.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if what was walked is not BSON
     */
    public PatchedRecord edited(MergePatch edit) {
        return edit.on(bytes);
    }

    /**
     * Whether all that the edit destroys or replaces of it is at one of these fields.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if what was walked is not BSON
     */
    public boolean losesOnly(Set<FieldPath> fields, MergePatch edit) {
        return edit.destroysOnly(fields, bytes);
    }

    BsonBytes bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "RawRecord[?]";
    }
}
