package io.metagate.benchmarks;

import io.metagate.benchmarks.audit.AppendRate;
import io.metagate.benchmarks.audit.CommitRate;
import io.metagate.benchmarks.audit.DiskRate;
import io.metagate.benchmarks.load.HttpConnection;
import io.metagate.benchmarks.load.HttpReply;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures and prints, from the folder of the project: everything, or the parts that are named. */
public final class BenchmarkMain {

    private static final int CALLERS = 64;
    private static final long EXPORTED = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BenchmarkSettings settings;
    private final BenchmarkReport report;

    private BenchmarkMain(BenchmarkSettings settings, BenchmarkReport report) {
        this.settings = settings;
        this.report = report;
    }

    /** What can be measured by itself. */
    private enum Part {
        ANSWERS,
        EXPORTS,
        GROWTH,
        APPEND
    }

    /** Runs to the end, or fails. */
    public static void main(String[] arguments) throws Exception {
        List<Part> parts = Stream.of(arguments)
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        BenchmarkSettings settings =
                BenchmarkSettings.of(System.getenv(), Path.of("").toAbsolutePath());
        new BenchmarkMain(settings, new BenchmarkReport(System.out))
                .run(parts.isEmpty() ? List.of(Part.values()) : parts);
    }

    private void run(List<Part> parts) throws Exception {
        report.machine(settings);
        try (MeasuredServers servers = new MeasuredServers(settings)) {
            for (Part part : parts) {
                measure(part, servers);
            }
        }
        report.machineLoad("after");
    }

    private void measure(Part part, MeasuredServers servers) throws Exception {
        switch (part) {
            case ANSWERS -> answers(servers);
            case EXPORTS -> exports(servers);
            case GROWTH -> growth(servers);
            case APPEND -> append(servers);
        }
    }

    private void answers(MeasuredServers servers) throws IOException, InterruptedException {
        try (SampleAccounts accounts = servers.samples()) {
            String store = accounts.store().uri();
            ComparedServer gateway = servers.gateway(store, Persona.SUPPORT_AGENT, "customer-support");
            ComparedServer bare = servers.bare(store);
            report.start("gateway", gateway.server());
            report.start("bare", bare.server());
            AccountQueries queries = new AccountQueries(accounts.withinReach());
            compare(
                    "Read by id",
                    queries.reads(gateway, "/v1/collections/accounts/records/"),
                    queries.reads(bare, "/records/"),
                    settings.answers());
            compare(
                    "Search of 100",
                    queries.searches(gateway, "/v1/collections/accounts/records/search"),
                    queries.lists(bare, "/records"),
                    settings.answers());
            report.memory("gateway", gateway.server());
            report.memory("bare", bare.server());
            gateway.server().close();
            bare.server().close();
        }
    }

    private void exports(MeasuredServers servers) throws IOException, InterruptedException {
        try (LongStore store = servers.made(EXPORTED)) {
            ComparedServer gateway = servers.gateway(store.uri(), Persona.ANALYST, "capacity-planning");
            ComparedServer bare = servers.bare(store.uri());
            compare(
                    "Export of " + EXPORTED,
                    gateway.posting("/v1/collections/accounts/records/export", "{}"),
                    bare.getting("/records/export"),
                    settings.exports());
            report.memory("gateway", gateway.server());
            report.memory("bare", bare.server());
            gateway.server().close();
            bare.server().close();
        }
    }

    private void growth(MeasuredServers servers) throws IOException, InterruptedException {
        try (LongStore store = servers.made(1)) {
            ComparedServer gateway = servers.gateway(store.uri(), Persona.SUPPORT_AGENT, "customer-support");
            report.growth(ScalingRun.of(gateway, store, settings.answers(), settings.rounds()));
            gateway.server().close();
        }
    }

    private void compare(String what, ComparedServer gateway, ComparedServer bare, LoadPlan loads)
            throws IOException, InterruptedException {
        requireGood(gateway);
        requireGood(bare);
        report.comparison(what, PairedComparison.of(gateway, bare, loads, settings.rounds()));
    }

    /** A fast refusal must not pass for a fast answer. */
    private static void requireGood(ComparedServer side) throws IOException {
        try (HttpConnection connection = HttpConnection.open(side.target().server(), PATIENCE)) {
            HttpReply reply = connection.exchange(side.target().requests().get(0));
            if (!reply.isGood()) {
                throw new IllegalStateException("answers " + reply.status() + " " + reply.text());
            }
        }
    }

    private void append(MeasuredServers servers) throws IOException, InterruptedException, SQLException {
        Duration time = settings.answers().round().time();
        double disk = DiskRate.perSecond(servers.state(), time);
        double commits = CommitRate.perSecond(servers.audit(), time);
        report.append(CALLERS, AppendRate.of(servers.audit(), CALLERS, time), disk, commits);
    }
}
