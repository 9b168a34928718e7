package io.metagate.policy.redaction.plan;

/** What becomes of an element of a document, by its name alone. */
public enum FieldDisposition {
    /** No field of that name is listed: left out and counted (P1). */
    UNLISTED,
    /** Listed, and not among the fields that were asked for: left out. */
    UNWANTED,
    /** Listed, and nothing at or below it is released: left out and counted. */
    WITHHELD,
    /** Something at or below it is released. */
    RELEASED
}
