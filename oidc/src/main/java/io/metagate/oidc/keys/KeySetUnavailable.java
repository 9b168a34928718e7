package io.metagate.oidc.keys;

/**
 * The issuer's keys could not be read. The message is a clause about the issuer, such as "it does not answer", and
 * holds nothing that came from outside.
 */
public final class KeySetUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    KeySetUnavailable(String clause) {
        super(clause);
    }

    /** What is wrong with the issuer. */
    public String clause() {
        return String.valueOf(getMessage());
    }
}
