package io.metagate.policy.compile.condition;

import io.metagate.policy.source.SourcePosition;

/**
 * A name that a condition compares a part of the request with.
 *
 * @param at where the name stands
 * @param kind what it is the name of
 * @param name the name
 */
public record NameReference(SourcePosition at, Kind kind, String name) {

    /** What a condition can name. */
    public enum Kind {
        /** The stated purpose. */
        PURPOSE("purpose"),
        /** What is asked for. */
        ACTION("action"),
        /** The collection that is asked for. */
        COLLECTION("collection");

        private final String written;

        Kind(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }
}
