package io.metagate.policy.redaction.key;

import java.util.OptionalInt;

/** A {@link KeyFile} cannot be used. The message holds nothing of the file. */
public final class KeyFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    KeyFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    static KeyFileException ofFile(String message) {
        return new KeyFileException(0, message);
    }

    /** The line that breaks a rule, from 1 on; empty if it is the file as a whole. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
