package io.metagate.policy.redaction.write;

import io.metagate.policy.catalogue.Classification;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was disclosed and what was not, in numbers.
 *
 * @param records the records that were redacted into the body
 * @param outOfScope the records left out because no policy covers them; more than none is a fault of the store
 * @param dataSubjects the people they are about
 * @param released the values in the body by classification and transform, in that order; nulls count, failed transforms
 *     do not
 * @param omitted the values that are not in the body, or not as a policy would have them
 */
public record DisclosureCounts(
        long records, long outOfScope, DataSubjects dataSubjects, SortedMap<Release, Long> released, Omitted omitted) {

    public DisclosureCounts {
        released = Collections.unmodifiableSortedMap(new TreeMap<>(released));
    }

    /**
     * How values of one classification were released.
     *
     * @param classification that of the field
     * @param transform the name of the transform
     */
    public record Release(Classification classification, String transform) implements Comparable<Release> {

        private static final Comparator<Release> ORDER =
                Comparator.comparing(Release::classification).thenComparing(Release::transform);

        @Override
        public int compareTo(Release other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The people that records are about.
     *
     * @param distinct how many different ones
     * @param recordsWithout how many records name none
     */
    public record DataSubjects(long distinct, long recordsWithout) {}

    /**
     * What is not in the body as it was stored or as a policy would have it.
     *
     * @param unclassified elements whose names the catalogue does not list
     * @param withheld listed elements that no policy releases, each with all below it
     * @param drifted values that are not of the declared type, and all but the first element of one name
     * @param failed values that became null because their transform could not be applied
     */
    public record Omitted(long unclassified, long withheld, long drifted, long failed) {

        /** Nothing. */
        public static final Omitted NONE = new Omitted(0, 0, 0, 0);

        public Omitted plus(Omitted more) {
            return new Omitted(
                    unclassified + more.unclassified,
                    withheld + more.withheld,
                    drifted + more.drifted,
                    failed + more.failed);
        }
    }
}
