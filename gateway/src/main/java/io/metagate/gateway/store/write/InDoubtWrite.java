package io.metagate.gateway.store.write;

import io.metagate.policy.catalogue.StoreLocation;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** A change of which nobody knows whether it was done, as far as is needed to find out: of the record, hashes alone. */
public final class InDoubtWrite {

    private final StoreLocation store;
    private final BsonValue id;
    private final Optional<RecordFingerprint> before;
    private final Optional<RecordFingerprint> after;

    public InDoubtWrite(
            StoreLocation store,
            BsonValue id,
            Optional<? extends BsonDocument> before,
            Optional<? extends BsonDocument> after) {
        this.store = store;
        this.id = id;
        this.before = before.map(RecordFingerprint::of);
        this.after = after.map(RecordFingerprint::of);
    }

    /** Where the record is. */
    public StoreLocation store() {
        return store;
    }

    BsonValue id() {
        return id;
    }

    /** What the record that stands there now says of the change: nothing, if somebody else has changed it since. */
    WriteOutcome settledBy(Optional<BsonDocument> found) {
        Optional<RecordFingerprint> now = found.map(RecordFingerprint::of);
        if (now.equals(after)) {
            return WriteOutcome.DONE;
        }
        return now.equals(before) ? WriteOutcome.NOT_DONE : WriteOutcome.UNKNOWN;
    }

    @Override
    public String toString() {
        return "InDoubtWrite[?]";
    }
}
