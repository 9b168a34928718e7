package io.metagate.gateway.store.write;

import java.util.Optional;

/** What became of a change, as far as is known: from what the store says to what the audit log holds. */
public enum WriteOutcome {
    /** The store did it. */
    DONE(true),
    /** The record is no longer the one that was fetched; nothing was done. */
    MISSED(false),
    /** A record with such an identifier, or another value that must be unique, is there; nothing was done. */
    EXISTS(false),
    /** The store takes no such record, or not this change of it, at any time; nothing was done. */
    REFUSED(false),
    /** Nothing was done, for no fault of the change's; or the store was not asked. */
    NOT_DONE(false),
    /** It was done, or not. */
    UNKNOWN;

    private final Optional<Boolean> done;

    WriteOutcome() {
        this.done = Optional.empty();
    }

    WriteOutcome(boolean done) {
        this.done = Optional.of(done);
    }

    /** Whether the store did it; empty if nobody knows. */
    public Optional<Boolean> done() {
        return done;
    }
}
