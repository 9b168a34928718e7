package io.metagate.audit;

import java.util.Optional;

/**
 * What an answer disclosed.
 *
 * @param volume how much
 * @param released which values
 * @param kept how many values stayed behind
 * @param bodyCommitment salted SHA-256 of the body, in lower-case hex; absent if there was none
 */
public record Disclosure(Volume volume, Released released, Kept kept, Optional<String> bodyCommitment) {

    /**
     * How much an answer disclosed.
     *
     * @param records records in it
     * @param dataSubjects distinct people that they are about
     * @param recordsWithoutSubject records of which nobody knows whom they are about
     * @param bytes bytes of the body
     * @param probes values looked up in fields that are not read in clear
     */
    public record Volume(long records, long dataSubjects, long recordsWithoutSubject, long bytes, long probes) {

        public Volume {
            Count.require("records", records);
            Count.require("data subjects", dataSubjects);
            Count.require("records without a data subject", recordsWithoutSubject);
            Count.require("bytes", bytes);
            Count.require("probes", probes);
        }
    }

    /**
     * How many values stayed behind.
     *
     * @param unclassified because nobody classified them (P1)
     * @param withheld because no policy releases them
     * @param drifted because they are of another type than the catalogue says
     * @param failed because the transform could not be applied
     */
    public record Kept(long unclassified, long withheld, long drifted, long failed) {

        public Kept {
            Count.require("unclassified values", unclassified);
            Count.require("withheld values", withheld);
            Count.require("drifted values", drifted);
            Count.require("failed values", failed);
        }
    }

    public Disclosure {
        Token.SHA_256.require("body commitment", bodyCommitment);
    }

    /** Nothing at all. */
    public static Disclosure nothing() {
        return new Disclosure(new Volume(0, 0, 0, 0, 0), Released.nothing(), new Kept(0, 0, 0, 0), Optional.empty());
    }
}
