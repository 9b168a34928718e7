package io.metagate.policy.testing;

import io.metagate.policy.source.SourcePosition;

/** Where a test's expectation is not met, and how. */
public record TestFailure(SourcePosition at, String message) {

    @Override
    public String toString() {
        return at + ": " + message;
    }
}
