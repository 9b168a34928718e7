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
public record Measurement(Latencies latencies, long errors, long bytes, Duration time) {

    /** Several bouts as one. */
    public static Measurement merged(List<Measurement> bouts) {
        return new Measurement(
                Latencies.merged(bouts.stream().map(Measurement::latencies).toList()),
                bouts.stream().mapToLong(Measurement::errors).sum(),
                bouts.stream().mapToLong(Measurement::bytes).sum(),
                bouts.stream().map(Measurement::time).reduce(Duration.ZERO, Duration::plus));
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
