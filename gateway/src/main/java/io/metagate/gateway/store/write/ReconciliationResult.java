package io.metagate.gateway.store.write;

/** What was found out later about a change whose answer was lost. */
public enum ReconciliationResult {
    /** The record is as the change makes it. */
    DONE,
    /** The record is as it was. */
    NOT_DONE,
    /** The record is neither: somebody else has changed it since. */
    UNCLEAR,
    /** The store has not yet made up its mind: its primary knows something else than most of its members do. */
    NOT_YET
}
