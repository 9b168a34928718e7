package io.metagate.gateway.store;

import io.metagate.policy.catalogue.StoreLocation;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** A change of which nobody knows whether it was done, as far as is needed to find out: of the record, hashes alone. */
public final class UnsettledWrite {

    private final StoreLocation store;
    private final BsonValue id;
    private final Optional<Fingerprint> before;
    private final Optional<Fingerprint> after;

    UnsettledWrite(
            StoreLocation store,
            BsonValue id,
            Optional<? extends BsonDocument> before,
            Optional<? extends BsonDocument> after) {
        this.store = store;
        this.id = id;
        this.before = before.map(Fingerprint::of);
        this.after = after.map(Fingerprint::of);
    }

    /** Where the record is. */
    public StoreLocation store() {
        return store;
    }

    BsonValue id() {
        return id;
    }

    /** What the record that stands there now says of the change. */
    Settlement settledBy(Optional<BsonDocument> found) {
        Optional<Fingerprint> now = found.map(Fingerprint::of);
        if (now.equals(after)) {
            return Settlement.DONE;
        }
        return now.equals(before) ? Settlement.NOT_DONE : Settlement.UNCLEAR;
    }

    @Override
    public String toString() {
        return "UnsettledWrite[?]";
    }
}
