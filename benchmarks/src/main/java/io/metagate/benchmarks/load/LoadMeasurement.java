package io.metagate.benchmarks.load;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What one bout of load found.
 *
 * @param latencies of the requests that were answered well, in nanoseconds
 * @param errors requests that were not
 * @param bytes of the bodies of good answers
 * @param time how long the bout took
 */
public record LoadMeasurement(Histogram latencies, long errors, long bytes, Duration time) {

    private static final int DIGITS = 3;

    /** No latencies yet, to be kept to three digits. */
    public static Histogram newLatencies() {
        return new Histogram(DIGITS);
    }

    /** Several bouts as one. */
    public static LoadMeasurement merged(List<LoadMeasurement> bouts) {
        Histogram latencies = newLatencies();
        bouts.forEach(bout -> latencies.add(bout.latencies));
        return new LoadMeasurement(
                latencies,
                bouts.stream().mapToLong(LoadMeasurement::errors).sum(),
                bouts.stream().mapToLong(LoadMeasurement::bytes).sum(),
                bouts.stream().map(LoadMeasurement::time).reduce(Duration.ZERO, Duration::plus));
    }

    /** Good answers a second. */
    public double perSecond() {
        return latencies.getTotalCount() / (time.toNanos() / 1e9);
    }

    /** The latency that so many percent of good answers did not exceed, in milliseconds; 0 if there was none. */
    public double percentileMillis(double percent) {
        return latencies.getValueAtPercentile(percent) / 1e6;
    }

    /** The mean size of a good answer's body. */
    public long meanBytes() {
        return latencies.getTotalCount() == 0 ? 0 : bytes / latencies.getTotalCount();
    }
}
