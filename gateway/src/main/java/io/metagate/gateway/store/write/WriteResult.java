package io.metagate.gateway.store.write;

/** What became of a change that the store answered. */
public enum WriteResult {
    /** It was done. */
    DONE,
    /** The record is no longer the one that was fetched; nothing was done. */
    MISSED,
    /** A record with such an identifier, or another value that must be unique, is there; nothing was done. */
    EXISTS,
    /** The store takes no such record, or not this change of it; nothing was done. */
    REFUSED
}
