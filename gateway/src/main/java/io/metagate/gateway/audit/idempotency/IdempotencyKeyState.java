package io.metagate.gateway.audit.idempotency;

/** What an idempotency key says to a request that comes with it. */
public sealed interface IdempotencyKeyState {

    /** What the visitor does with this variant. */
    <R> R accept(KeyStateVisitor<R> visitor);

    /** Does something with what a key says, for each variant what is due to it. */
    interface KeyStateVisitor<R> {

        R taken(Taken taken);

        R done(Done done);

        R underway();

        R misused();
    }

    /**
     * The request is to do its work.
     *
     * @param record what the key holds: the request's own, or that of one before it which never ended
     * @param again whether another one may have done the work already
     */
    record Taken(SealedBytes record, boolean again) implements IdempotencyKeyState {
        @Override
        public <R> R accept(KeyStateVisitor<R> visitor) {
            return visitor.taken(this);
        }
    }

    /** The work was done, for this record. */
    record Done(SealedBytes record) implements IdempotencyKeyState {
        @Override
        public <R> R accept(KeyStateVisitor<R> visitor) {
            return visitor.done(this);
        }
    }

    /** Another request is doing the work. */
    record Underway() implements IdempotencyKeyState {
        @Override
        public <R> R accept(KeyStateVisitor<R> visitor) {
            return visitor.underway();
        }
    }

    /** The key was used with another request. */
    record Misused() implements IdempotencyKeyState {
        @Override
        public <R> R accept(KeyStateVisitor<R> visitor) {
            return visitor.misused();
        }
    }
}
