package io.metagate.benchmarks;

import io.metagate.benchmarks.load.HttpLoad;
import io.metagate.benchmarks.load.HttpTarget;
import io.metagate.benchmarks.load.LoadMeasurement;
import io.metagate.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * One of two servers that are asked for the same.
 *
 * @param target how it is asked
 */
record ComparedServer(ServerProcess server, HttpTarget target) {

    /** Asked for that with a body of JSON. */
    ComparedServer posting(String path, String body) {
        return new ComparedServer(server, target.posts(path, List.of(body)));
    }

    /** Asked for that. */
    ComparedServer getting(String path) {
        return new ComparedServer(server, target.gets(List.of(path)));
    }

    /** One round of load on it. */
    LoadRound bout(HttpLoad load, long seed) throws InterruptedException {
        Duration before = server.processorTime();
        LoadMeasurement measured = load.on(target, seed);
        return new LoadRound(measured, server.processorTime().minus(before));
    }
}
