package io.metagate.policy.source;

import io.metagate.policy.model.SourcePosition;

/** Ends the reading of one part of a file; never leaves this package. */
final class Misread extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourcePosition at;

    Misread(SourcePosition at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    SourcePosition at() {
        return at;
    }
}
