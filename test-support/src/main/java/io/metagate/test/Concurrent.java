package io.metagate.test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work of a test on so many threads, whatever the number of processors. A parallel stream may use more or fewer. */
public final class Concurrent {

    private Concurrent() {}

    /**
     * What the work returns for each number from 0 on below the count, in that order.
     *
     * @throws java.util.concurrent.CompletionException with what the work threw
     */
    public static <T> List<T> map(int threads, int count, IntFunction<T> work) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> work.apply(number), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            executor.shutdownNow();
        }
    }
}
