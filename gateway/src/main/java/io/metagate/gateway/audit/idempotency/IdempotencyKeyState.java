package io.metagate.gateway.audit.idempotency;

/** What an idempotency key says to a request that comes with it. */
public sealed interface IdempotencyKeyState {

    /**
     * The request is to do its work.
     *
     * @param record what the key holds: the request's own, or that of one before it which never ended
     * @param again whether another one may have done the work already
     */
    record Taken(SealedBytes record, boolean again) implements IdempotencyKeyState {}

    /** The work was done, for this record. */
    record Done(SealedBytes record) implements IdempotencyKeyState {}

    /** Another request is doing the work. */
    record Underway() implements IdempotencyKeyState {}

    /** The key was used with another request. */
    record Misused() implements IdempotencyKeyState {}
}
