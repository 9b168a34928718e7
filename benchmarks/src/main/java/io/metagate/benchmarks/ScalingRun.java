package io.metagate.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metagate.benchmarks.load.HttpConnection;
import io.metagate.benchmarks.load.HttpReply;
import io.metagate.benchmarks.load.LoadMeasurement;
import io.metagate.demo.store.LongStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One gateway before a store of so many records, which takes the same time for each: what grows is the gateway's.
 *
 * @param records how many
 * @param reads of single records anywhere
 * @param pages from cursors anywhere
 */
record ScalingRun(long records, LoadMeasurement reads, LoadMeasurement pages) {

    private static final List<Long> SIZES = List.of(10_000L, 100_000L, 1_000_000L);
    private static final int IDS = 5_000;
    private static final long SEED = 2019;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SEARCH = "/v1/collections/accounts/records/search";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked of a store of that size. */
    private record Step(
            long records,
            ComparedServer reads,
            ComparedServer pages,
            List<LoadMeasurement> read,
            List<LoadMeasurement> paged) {}

    /** Measures all sizes in turn, round by round. */
    static List<ScalingRun> of(ComparedServer gateway, LongStore store, LoadPlan loads, int rounds)
            throws IOException, InterruptedException {
        List<Step> steps = new ArrayList<>();
        for (long size : SIZES) {
            store.resize(size);
            steps.add(new Step(size, reads(gateway, size), pages(gateway), new ArrayList<>(), new ArrayList<>()));
        }
        steps.get(0).reads().bout(loads.warmUp(), -1);
        steps.get(0).pages().bout(loads.round(), -1);
        for (int round = 0; round < rounds; round++) {
            for (Step step : steps) {
                store.resize(step.records());
                step.read().add(step.reads().bout(loads.round(), round).measured());
                step.paged().add(step.pages().bout(loads.round(), round).measured());
            }
        }
        return steps.stream()
                .map(step -> new ScalingRun(
                        step.records(), LoadMeasurement.merged(step.read()), LoadMeasurement.merged(step.paged())))
                .toList();
    }

    private static ComparedServer reads(ComparedServer gateway, long size) {
        List<String> paths = new SplittableRandom(SEED)
                .longs(IDS, 1, size + 1)
                .mapToObj(number -> "/v1/collections/accounts/records/" + LongStore.id(number))
                .toList();
        return new ComparedServer(gateway.server(), gateway.target().gets(paths));
    }

    /** A page from each place to which a walk through all records came. */
    private static ComparedServer pages(ComparedServer gateway) throws IOException {
        List<String> bodies = new ArrayList<>(List.of("{\"limit\":100}"));
        try (HttpConnection connection = HttpConnection.open(gateway.target().server(), PATIENCE)) {
            String body = "{\"limit\":1000}";
            for (String next = next(connection, gateway, body);
                    !next.isEmpty();
                    next = next(connection, gateway, body)) {
                bodies.add("{\"limit\":100,\"cursor\":\"" + next + "\"}");
                body = "{\"limit\":1000,\"cursor\":\"" + next + "\"}";
            }
        }
        return new ComparedServer(gateway.server(), gateway.target().posts(SEARCH, bodies));
    }

    private static String next(HttpConnection connection, ComparedServer gateway, String body) throws IOException {
        HttpReply reply = connection.exchange(
                gateway.target().posts(SEARCH, List.of(body)).requests().get(0));
        if (!reply.isGood()) {
            throw new IllegalStateException("answers " + reply.status() + " " + reply.text());
        }
        JsonNode next =
                JSON.readTree(new String(reply.body(), StandardCharsets.UTF_8)).path("next");
        return next.isNull() ? "" : next.asText();
    }
}
