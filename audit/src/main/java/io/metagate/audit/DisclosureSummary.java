package io.metagate.audit;

import io.metagate.audit.json.ExactCount;
import io.metagate.audit.text.TextFormat;
import java.util.Optional;

/**
 * What an answer disclosed.
 *
 * @param volume how much
 * @param released which values
 * @param kept how many values stayed behind
 * @param bodyCommitment salted SHA-256 of the body, in lower-case hex; absent if there was none
 */
public record DisclosureSummary(Volume volume, ReleasedValues released, Kept kept, Optional<String> bodyCommitment) {

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
            ExactCount.require("records", records);
            ExactCount.require("data subjects", dataSubjects);
            ExactCount.require("records without a data subject", recordsWithoutSubject);
            ExactCount.require("bytes", bytes);
            ExactCount.require("probes", probes);
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
            ExactCount.require("unclassified values", unclassified);
            ExactCount.require("withheld values", withheld);
            ExactCount.require("drifted values", drifted);
            ExactCount.require("failed values", failed);
        }
    }

    public DisclosureSummary {
        TextFormat.SHA_256.require("body commitment", bodyCommitment);
    }

    /** Nothing at all. */
    public static DisclosureSummary nothing() {
        return new DisclosureSummary(
                new Volume(0, 0, 0, 0, 0), ReleasedValues.nothing(), new Kept(0, 0, 0, 0), Optional.empty());
    }
}
