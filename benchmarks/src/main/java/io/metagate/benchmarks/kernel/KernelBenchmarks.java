package io.metagate.benchmarks.kernel;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every kernel benchmark in processes of its own, one thread each, and prints nanoseconds, ratios and bytes a
 * second.
 */
public final class KernelBenchmarks {

    private static final int FORKS = 2;
    private static final double BYTES_PER_NANOSECOND_IN_MEGABYTES_PER_SECOND = 1_000;

    private final PrintStream out;

    private KernelBenchmarks(PrintStream out) {
        this.out = out;
    }

    /** Runs them all, or those whose names match the arguments. */
    public static void main(String[] arguments) throws RunnerException {
        new KernelBenchmarks(System.out)
                .run(arguments.length == 0 ? List.of("io.metagate.benchmarks.kernel") : List.of(arguments));
    }

    private void run(List<String> names) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        names.forEach(options::include);
        Collection<RunResult> results = new Runner(options.forks(FORKS)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.seconds(1))
                        .threads(1)
                        .shouldFailOnError(true)
                        .jvmArgsAppend("-Xms512m", "-Xmx512m")
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Double> nanos = new TreeMap<>();
        results.forEach(
                result -> nanos.put(name(result), result.getPrimaryResult().getScore()));
        out.println("JDK " + System.getProperty("java.version") + ", one thread, " + FORKS + " processes each");
        results.forEach(result -> out.printf(
                "%-60s %,12.1f ns (± %,.1f)%n",
                name(result),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError()));
        for (int size : new int[] {500, 1000}) {
            compare(nanos, size);
        }
    }

    private void compare(Map<String, Double> nanos, int size) {
        double driver = nanos.getOrDefault("RedactionBenchmark.driver size=" + size, 0.0);
        for (String kernel : List.of("kernelClear", "kernelMasking")) {
            double own = nanos.getOrDefault("RedactionBenchmark." + kernel + " size=" + size, 0.0);
            if (driver > 0 && own > 0) {
                double bytes = RedactionBenchmark.meanBytes(size);
                out.printf(
                        "%s of %.0f bytes: %.1f times as fast as the driver, %.0f MB/s of BSON%n",
                        kernel, bytes, driver / own, bytes / own * BYTES_PER_NANOSECOND_IN_MEGABYTES_PER_SECOND);
            }
        }
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        StringBuilder name =
                new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1));
        result.getParams().getParamsKeys().forEach(key -> name.append(' ')
                .append(key)
                .append('=')
                .append(result.getParams().getParam(key)));
        return name.toString();
    }
}
