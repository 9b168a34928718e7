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
    public static LoadMeasurement run(List<Callable<LoadMeasurement>> callers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            long start = System.nanoTime();
            List<Future<LoadMeasurement>> ended = threads.invokeAll(callers);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LoadMeasurement sum = LoadMeasurement.merged(
                    ended.stream().map(ClosedLoop::result).toList());
            return new LoadMeasurement(sum.latencies(), sum.errors(), sum.bytes(), took);
        } finally {
            threads.shutdownNow();
        }
    }

    private static LoadMeasurement result(Future<LoadMeasurement> caller) {
        try {
            return caller.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a caller broke off", e);
        }
    }
}
