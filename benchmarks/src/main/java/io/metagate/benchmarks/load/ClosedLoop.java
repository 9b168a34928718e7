package io.metagate.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers who do the same at the same time, each on a thread of its own and each waiting for its answer before it asks
 * again.
 */
public final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Runs all callers to their end. Returns what they found, as one bout whose time is that from the first start to
     * the last end.
     */
    public static Measurement run(List<Callable<Measurement>> callers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            long start = System.nanoTime();
            List<Future<Measurement>> ended = threads.invokeAll(callers);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Measurement sum =
                    Measurement.merged(ended.stream().map(ClosedLoop::result).toList());
            return new Measurement(sum.latencies(), sum.errors(), sum.bytes(), took);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Measurement result(Future<Measurement> caller) {
        try {
            return caller.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a caller broke off", e);
        }
    }
}
