package io.metagate.policy.redaction;

/** How much of a value a transform reveals, in ascending order. Where permits meet, the most revealing transform wins. */
public enum Revelation {
    /** Nothing, not even that there is a value. */
    REMOVE,
    /** That there is a value. */
    NULL,
    /** That there is a value, in words of the policy. */
    CONSTANT,
    /** Whether two values are equal. */
    PSEUDONYM,
    /** A coarser value. */
    TRUNCATE,
    /** A part of the value. */
    MASK,
    /** The value. */
    CLEAR
}
