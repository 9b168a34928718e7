package io.metagate.policy.redaction.edit;

/** A content that is not of its fields' declared types. Says neither which nor what. */
public final class WrongType extends Exception {

    private static final long serialVersionUID = 1L;

    WrongType() {
        super("a content is not of its fields' declared types", null, false, false);
    }
}
