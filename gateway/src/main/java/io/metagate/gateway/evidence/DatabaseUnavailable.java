package io.metagate.gateway.evidence;

/** The database of the audit log cannot be used. The message is one line for an operator, without a password. */
public class DatabaseUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
