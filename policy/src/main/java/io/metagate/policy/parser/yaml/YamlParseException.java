package io.metagate.policy.parser.yaml;

import io.metagate.policy.source.SourcePosition;

/** Ends the reading of one part of a file; never leaves the reader of the file. */
public final class YamlParseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourcePosition at;

    public YamlParseException(SourcePosition at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    public SourcePosition at() {
        return at;
    }
}
