package io.metagate.benchmarks;

import io.metagate.benchmarks.load.HttpLoad;
import io.metagate.benchmarks.load.HttpTarget;
import io.metagate.benchmarks.load.Measurement;
import io.metagate.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * One of two servers that are asked for the same.
 *
 * @param target how it is asked
 */
record Side(ServerProcess server, HttpTarget target) {

    /** Asked for that with a body of JSON. */
    Side posting(String path, String body) {
        return new Side(server, target.posts(path, List.of(body)));
    }

    /** Asked for that. */
    Side getting(String path) {
        return new Side(server, target.gets(List.of(path)));
    }

    /** One round of load on it. */
    Bout bout(HttpLoad load, long seed) throws InterruptedException {
        Duration before = server.processorTime();
        Measurement measured = load.on(target, seed);
        return new Bout(measured, server.processorTime().minus(before));
    }
}
