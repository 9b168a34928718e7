package io.metagate.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/**
 * How long each of many requests took, in nanoseconds. Exact: nothing is rounded into buckets. Belongs to one thread
 * until it is merged.
 */
public final class LatencySample {

    private static final int FIRST = 4096;

    private long[] nanos = new long[FIRST];
    private int count;

    /** Adds one. */
    public void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** All of those together, in a new one. */
    public static LatencySample merged(List<LatencySample> parts) {
        LatencySample all = new LatencySample();
        all.nanos = new long
                [Math.max(FIRST, parts.stream().mapToInt(LatencySample::count).sum())];
        for (LatencySample part : parts) {
            System.arraycopy(part.nanos, 0, all.nanos, all.count, part.count);
            all.count += part.count;
        }
        return all;
    }

    /**
     * The least of them that at least this share of them do not exceed, in milliseconds; nothing was measured: 0.
     *
     * @param share above 0, up to 1
     */
    public double percentileMillis(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }
}
