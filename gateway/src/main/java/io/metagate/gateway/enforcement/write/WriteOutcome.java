package io.metagate.gateway.enforcement.write;

/** What became of a change that was announced. */
public enum WriteOutcome {
    /** The store did it. */
    DONE,
    /** Somebody else changed the record in the meantime; nothing was done. */
    MISSED,
    /** Such a record is there; nothing was done. */
    EXISTS,
    /** The store takes no such record, or not this change of it; nothing was done. */
    REFUSED,
    /** The store's answer was lost; the settler finds out. */
    UNKNOWN
}
