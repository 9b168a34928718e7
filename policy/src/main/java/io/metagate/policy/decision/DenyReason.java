package io.metagate.policy.decision;

/** Why an access is denied. */
public enum DenyReason {
    /**
     * No policy permits this principal this action on this collection for this purpose; nor is it said whether any of
     * them exists.
     */
    NO_PERMIT,
    /** The request uses a field in a way that is not permitted; a field that does not exist is such a field (P2). */
    FIELD_NOT_PERMITTED,
    /** The query compares a permitted field with a value of another type, or the change gives it one. */
    VALUE_OF_WRONG_TYPE,
    /** The record that is to be made would be within the rows of no policy that permits making it. */
    RECORD_OUT_OF_SCOPE
}
