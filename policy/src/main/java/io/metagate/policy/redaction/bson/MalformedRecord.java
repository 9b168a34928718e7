package io.metagate.policy.redaction.bson;

/**
 * The bytes of a record are not BSON, so that no part of it can be released. Says what is wrong, never what the bytes
 * hold (P7).
 */
public final class MalformedRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedRecord(String message) {
        super(message);
    }

    /** The record is nested deeper than any reader of it is willing to go. */
    public static MalformedRecord tooDeep() {
        return new MalformedRecord("a record is nested too deeply");
    }
}
