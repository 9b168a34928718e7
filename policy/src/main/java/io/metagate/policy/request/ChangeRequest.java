package io.metagate.policy.request;

import java.time.Instant;
import java.util.Optional;

/**
 * What a decision about a change is made about.
 *
 * @param principal who asks
 * @param purpose the name of the stated purpose, not yet known to exist
 * @param collection the name of the collection, not yet known to exist
 * @param change what is to be done
 * @param at when it is asked
 */
public record ChangeRequest(Principal principal, String purpose, String collection, RecordChange change, Instant at) {

    /** The same as an access to the record. */
    public AccessRequest access() {
        return new AccessRequest(
                principal, purpose, change.action(), collection, Query.byId(change.record(), Optional.empty()), at);
    }
}
