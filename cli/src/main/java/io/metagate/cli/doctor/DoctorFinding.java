package io.metagate.cli.doctor;

import java.util.Locale;

/**
 * What was found of one thing.
 *
 * @param check what was looked at, in a word or two
 * @param subject of which store, collection, server
 * @param result how it is
 * @param advice a sentence on that, and on what to do; may quote what a server or a configuration says
 */
public record DoctorFinding(String check, String subject, Result result, String advice) {

    /** How something is. */
    public enum Result {
        /** As it should be. */
        OK,
        /** It works, and is not as it should be. */
        WARNING,
        /** Somebody may see what they must not, or the gateway cannot work so. */
        BAD,
        /** It could not be told. */
        UNKNOWN;

        /** Whether there is something to do about it. */
        public boolean asksForWork() {
            return this == WARNING || this == BAD;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
