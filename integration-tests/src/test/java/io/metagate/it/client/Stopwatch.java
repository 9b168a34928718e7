package io.metagate.it.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How long exchanges took, in nanoseconds, the shortest first.
 *
 * @param failed how many had another answer than 200, or none
 */
public record Stopwatch(List<Long> nanos, int failed) {

    public Stopwatch {
        nanos = nanos.stream().sorted().toList();
    }

    /** Asks the same again and again for a while. */
    public static Stopwatch during(Duration time, Duration pause, java.net.http.HttpRequest request) {
        List<Long> nanos = new ArrayList<>();
        int failed = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            try {
                if (Caller.tryExchange(request).status() != 200) {
                    failed++;
                }
            } catch (java.io.IOException e) {
                failed++;
            }
            nanos.add(System.nanoTime() - begin);
            LockSupport.parkNanos(pause.toNanos());
        }
        return new Stopwatch(nanos, failed);
    }

    /** The time that so many percent of them did not exceed, in milliseconds. */
    public double percentile(double percent) {
        int index = (int) Math.ceil(percent / 100 * nanos.size()) - 1;
        return nanos.get(Math.max(0, index)) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d exchanges, %d failed, p50 %.1f ms, p99 %.1f ms, at most %.1f ms",
                nanos.size(),
                failed,
                percentile(50),
                percentile(99),
                percentile(100));
    }
}
