package io.metagate.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * What links the records of one write to the store: the one that was appended before, and those that say how it ended.
 *
 * @param id the id of the record that was appended before
 * @param done whether the store did it; absent where that is not known, or not yet
 */
public record WriteLink(UUID id, Optional<Boolean> done) implements RelatedRecord {

    public WriteLink {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException("the id of a write is that of an audit record");
        }
    }

    /** A write that the store has not been asked for. */
    public static WriteLink intended(UUID id) {
        return new WriteLink(id, Optional.empty());
    }

    /** The same write, of which is known whether it was done. */
    public WriteLink known(boolean wasDone) {
        return new WriteLink(id, Optional.of(wasDone));
    }

    @Override
    public <R> R accept(RelatedRecordVisitor<R> visitor) {
        return visitor.write(this);
    }
}
