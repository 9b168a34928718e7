package io.metagate.policy.source;

/** Ends the reading of one part of a file; never leaves the parser of the file. */
public final class BundleParseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourcePosition at;

    public BundleParseException(SourcePosition at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    public SourcePosition at() {
        return at;
    }
}
