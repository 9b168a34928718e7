package io.metagate.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** What one connection of a load does. */
final class RequestLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpTarget target;
    private final SplittableRandom order;
    private final Duration time;
    private final long most;
    private final Histogram latencies = LoadMeasurement.newLatencies();
    private long errors;
    private long bytes;

    RequestLoop(HttpTarget target, long seed, Duration time, long most) {
        this.target = target;
        this.order = new SplittableRandom(seed);
        this.time = time;
        this.most = most;
    }

    /** Asks until the bound, over a new connection whenever the old one broke. */
    LoadMeasurement run() {
        long start = System.nanoTime();
        long deadline = start + time.toNanos();
        while (goesOn(deadline)) {
            try (HttpConnection connection = HttpConnection.open(target.server(), PATIENCE)) {
                askAll(connection, deadline);
            } catch (IOException e) {
                errors++;
            }
        }
        return new LoadMeasurement(latencies, errors, bytes, Duration.ofNanos(System.nanoTime() - start));
    }

    private void askAll(HttpConnection connection, long deadline) throws IOException {
        while (goesOn(deadline)) {
            byte[] request =
                    target.requests().get(order.nextInt(target.requests().size()));
            long before = System.nanoTime();
            HttpReply reply = connection.exchange(request);
            long took = System.nanoTime() - before;
            if (reply.isGood()) {
                latencies.recordValue(took);
                bytes += reply.body().length;
            } else {
                errors++;
            }
        }
    }

    private boolean goesOn(long deadline) {
        return latencies.getTotalCount() + errors < most && System.nanoTime() - deadline < 0;
    }
}
