package io.metagate.benchmarks.load;

import java.time.Duration;
import java.util.List;

/**
 * What one bout of load found.
 *
 * @param latencies of the requests that were answered well
 * @param errors requests that were not
 * @param bytes of the bodies of good answers
 * @param time how long the bout took
 */
public record LoadMeasurement(LatencySample latencies, long errors, long bytes, Duration time) {

    /** Several bouts as one. */
    public static LoadMeasurement merged(List<LoadMeasurement> bouts) {
        return new LoadMeasurement(
                LatencySample.merged(
                        bouts.stream().map(LoadMeasurement::latencies).toList()),
                bouts.stream().mapToLong(LoadMeasurement::errors).sum(),
                bouts.stream().mapToLong(LoadMeasurement::bytes).sum(),
                bouts.stream().map(LoadMeasurement::time).reduce(Duration.ZERO, Duration::plus));
    }

    /** Good answers a second. */
    public double perSecond() {
        return latencies.count() / (time.toNanos() / 1e9);
    }

    /** The mean size of a good answer's body. */
    public long meanBytes() {
        return latencies.count() == 0 ? 0 : bytes / latencies.count();
    }
}
