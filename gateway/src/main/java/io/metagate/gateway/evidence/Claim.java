package io.metagate.gateway.evidence;

/** What an idempotency key says to a request that comes with it. */
public sealed interface Claim {

    /**
     * The request is to do its work.
     *
     * @param record what the key holds: the request's own, or that of one before it which never ended
     * @param again whether another one may have done the work already
     */
    record Taken(Sealed record, boolean again) implements Claim {}

    /** The work was done, for this record. */
    record Done(Sealed record) implements Claim {}

    /** Another request is doing the work. */
    record Underway() implements Claim {}

    /** The key was used with another request. */
    record Misused() implements Claim {}
}
