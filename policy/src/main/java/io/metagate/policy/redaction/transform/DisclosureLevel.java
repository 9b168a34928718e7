package io.metagate.policy.redaction.transform;

/**
 * How much of a value a transform reveals, in ascending order. Where permits meet, the most revealing transform wins;
 * where restricts do, the least.
 */
public enum DisclosureLevel {
    /** Nothing, not even that there is a value. */
    REMOVE,
    /** That there is a value. */
    NULL,
    /** That there is a value, in words of the policy. */
    CONSTANT,
    /** Whether two values are equal: pseudonyms, and tokens, which only a holder of the keys can turn back. */
    PSEUDONYM,
    /** A coarser value: truncated dates and bucketed numbers. */
    TRUNCATE,
    /** A part of the value. */
    MASK,
    /** All of a text but what was recognised in it; more than any mask, as whatever is not recognised stays. */
    SCRUB,
    /** The value. */
    CLEAR
}
