package io.metagate.benchmarks;

import io.metagate.benchmarks.load.HttpLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a person can choose about a run, all of it through the environment.
 *
 * @param root the folder of the project
 * @param accounts how many accounts the store holds
 * @param rounds how often each side is measured
 * @param answers what is put on a side that answers single requests; first so many that the compiler has seen them, or
 *     two minutes of them
 * @param exports what is put on a side that exports
 * @param javaFlags of both servers
 */
record BenchmarkSettings(
        Path root, long accounts, int rounds, LoadPlan answers, LoadPlan exports, List<String> javaFlags) {

    private static final int EXPORTING = 2;
    private static final long MOST_REQUESTS = 1_000_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(2);

    static BenchmarkSettings of(Map<String, String> environment, Path root) {
        int connections = number(environment, "METAGATE_BENCH_CONNECTIONS", 32);
        int seconds = number(environment, "METAGATE_BENCH_SECONDS", 5);
        return new BenchmarkSettings(
                root,
                number(environment, "METAGATE_BENCH_ACCOUNTS", 10_000),
                number(environment, "METAGATE_BENCH_ROUNDS", 6),
                new LoadPlan(
                        new HttpLoad(
                                connections, LONGEST_WARM_UP, number(environment, "METAGATE_BENCH_WARM_UP", 200_000)),
                        new HttpLoad(connections, Duration.ofSeconds(seconds), MOST_REQUESTS)),
                new LoadPlan(
                        new HttpLoad(EXPORTING, Duration.ofSeconds(4L * seconds), MOST_REQUESTS),
                        new HttpLoad(EXPORTING, Duration.ofSeconds(seconds), MOST_REQUESTS)),
                Stream.of(environment
                                .getOrDefault("METAGATE_BENCH_JAVA", "-Xmx256m")
                                .split(" "))
                        .filter(flag -> !flag.isBlank())
                        .toList());
    }

    Path gatewayJar() {
        return root.resolve("gateway/target/quarkus-app/quarkus-run.jar");
    }

    Path bareJar() {
        return root.resolve("benchmarks/bare/target/quarkus-app/quarkus-run.jar");
    }

    Path policies() {
        return root.resolve("demo/policies");
    }

    /** On a real disk, as the temporary folder of the machine may not be. */
    Path state() {
        return root.resolve("benchmarks/target/state");
    }

    private static int number(Map<String, String> environment, String name, int usual) {
        String text = environment.getOrDefault(name, Integer.toString(usual));
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(name + " must be a number from 1 to 9999999");
        }
        return Integer.parseInt(text);
    }
}
