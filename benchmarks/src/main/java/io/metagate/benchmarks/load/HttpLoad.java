package io.metagate.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * A closed loop: every connection sends its next request when the one before is answered. Ends at whichever bound comes
 * first.
 *
 * @param connections how many at the same time, each with a thread of its own
 * @param time how long
 * @param most how many requests at most
 */
public record HttpLoad(int connections, Duration time, long most) {

    public HttpLoad {
        if (connections < 1 || most < connections || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a load has a connection, a request for each, and some time");
        }
    }

    /**
     * Puts the load on a target and waits for its end.
     *
     * @param seed of the order of the requests
     */
    public LoadMeasurement on(HttpTarget target, long seed) throws InterruptedException {
        return ClosedLoop.run(IntStream.range(0, connections)
                .<Callable<LoadMeasurement>>mapToObj(n -> new RequestLoop(target, seed + n, time, share(n))::run)
                .toList());
    }

    private long share(int connection) {
        return most / connections + (connection < most % connections ? 1 : 0);
    }
}
