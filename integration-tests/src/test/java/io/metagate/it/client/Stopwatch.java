package io.metagate.it.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long exchanges took.
 *
 * @param latencies in nanoseconds
 * @param failed how many had another answer than 200, or none
 */
public record Stopwatch(Histogram latencies, int failed) {

    private static final int DIGITS = 3;

    /** Asks the same again and again for a while. */
    public static Stopwatch during(Duration time, Duration pause, HttpRequest request) {
        Histogram latencies = new Histogram(DIGITS);
        int failed = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            try {
                if (ApiClient.tryExchange(request).status() != 200) {
                    failed++;
                }
            } catch (IOException e) {
                failed++;
            }
            latencies.recordValue(System.nanoTime() - begin);
            LockSupport.parkNanos(pause.toNanos());
        }
        return new Stopwatch(latencies, failed);
    }

    private double percentileMillis(double percent) {
        return latencies.getValueAtPercentile(percent) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d exchanges, %d failed, p50 %.1f ms, p99 %.1f ms, at most %.1f ms",
                latencies.getTotalCount(),
                failed,
                percentileMillis(50),
                percentileMillis(99),
                percentileMillis(100));
    }
}
