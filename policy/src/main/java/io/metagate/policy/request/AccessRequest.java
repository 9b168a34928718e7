package io.metagate.policy.request;

import java.time.Instant;

/**
 * What a decision is made about.
 *
 * @param principal who asks
 * @param purpose the name of the stated purpose, not yet known to exist
 * @param action what is to be done
 * @param collection the name of the collection, not yet known to exist
 * @param query which of its records
 * @param at when it is asked, as whoever asks has it from its clock: policies read none
 */
public record AccessRequest(
        Principal principal, String purpose, Action action, String collection, Query query, Instant at) {

    /** What a condition may know of it beside the principal. */
    public RequestFacts facts() {
        return new RequestFacts(purpose, action, collection, at);
    }
}
