package io.metagate.benchmarks;

import io.metagate.benchmarks.audit.AppendRate;
import io.metagate.benchmarks.server.ResidentMemory;
import io.metagate.benchmarks.server.ServerProcess;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Prints what was found, as Markdown. */
final class BenchmarkReport {

    private final PrintStream out;

    BenchmarkReport(PrintStream out) {
        this.out = out;
    }

    void machine(BenchmarkSettings settings) {
        line("# Metagate benchmarks");
        line("");
        line(
                "%d processors, Java %s, servers with `%s`, %d connections, %d rounds of %d s a side, %d accounts",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                String.join(" ", settings.javaFlags()),
                settings.answers().round().connections(),
                settings.rounds(),
                settings.answers().round().time().toSeconds(),
                settings.accounts());
        machineLoad("before");
    }

    /**
     * How many processes wanted a processor in the last minute: much beyond this run's own, and the figures are of
     * little worth.
     */
    void machineLoad(String when) {
        line(
                "load average %s: %.1f",
                when, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    void start(String name, ServerProcess server) {
        ResidentMemory memory = server.memory();
        line(
                "%s: ready after %.2f s, %d MiB resident (at most %d)",
                name, server.startTime().toMillis() / 1e3, memory.megabytes(), memory.mostMegabytes());
    }

    void memory(String name, ServerProcess server) {
        ResidentMemory memory = server.memory();
        line("%s after load: %d MiB resident (at most %d)", name, memory.megabytes(), memory.mostMegabytes());
    }

    void comparison(String what, PairedComparison comparison) {
        line("");
        line("## %s", what);
        line("");
        line("| | answers/s | p50 ms | p99 ms | processor ms | bytes | errors |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        side("gateway", LoadRound.merged(comparison.gateway()));
        side("bare", LoadRound.merged(comparison.bare()));
        List<Double> ratios = comparison.ratios();
        line("");
        line(
                "gateway / bare, answers/s: %.0f %% (median of %d rounds; %.0f %% to %.0f %%)",
                100 * comparison.medianRatio(),
                ratios.size(),
                100 * ratios.get(0),
                100 * ratios.get(ratios.size() - 1));
    }

    void growth(List<ScalingRun> steps) {
        line("");
        line("## Growth");
        line("");
        line("| records | reads by id/s | of the fewest | pages of 100/s | of the fewest | errors |");
        line("|---:|---:|---:|---:|---:|---:|");
        ScalingRun first = steps.get(0);
        for (ScalingRun step : steps) {
            line(
                    "| %d | %.0f | %.2f | %.0f | %.2f | %d |",
                    step.records(),
                    step.reads().perSecond(),
                    step.reads().perSecond() / first.reads().perSecond(),
                    step.pages().perSecond(),
                    step.pages().perSecond() / first.pages().perSecond(),
                    step.reads().errors() + step.pages().errors());
        }
    }

    private void side(String name, LoadRound bout) {
        line(
                "| %s | %.0f | %.2f | %.2f | %.3f | %d | %d |",
                name,
                bout.measured().perSecond(),
                bout.measured().percentileMillis(50),
                bout.measured().percentileMillis(99),
                bout.processorMillis(),
                bout.measured().meanBytes(),
                bout.measured().errors());
    }

    void append(int callers, AppendRate append, double diskRate, double commitRate) {
        line("");
        line("## Audit append, %d callers", callers);
        line("");
        line("| | per second | of the disk's |");
        line("|---|---:|---:|");
        line("| pages forced to the disk | %.0f | 1.0 |", diskRate);
        line("| commits of one connection | %.0f | %.1f |", commitRate, commitRate / diskRate);
        line("| audit commits | %.0f | %.1f |", append.commitsPerSecond(), append.commitsPerSecond() / diskRate);
        double rows = append.measured().perSecond();
        line("| audit records | %.0f | %.1f |", rows, rows / diskRate);
        line("");
        line(
                "%.1f records a commit; p50 %.2f ms, p99 %.2f ms; %d refused",
                append.rowsPerCommit(),
                append.measured().percentileMillis(50),
                append.measured().percentileMillis(99),
                append.measured().errors());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
