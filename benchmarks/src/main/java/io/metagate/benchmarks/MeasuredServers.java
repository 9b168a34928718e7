package io.metagate.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.metagate.benchmarks.load.HttpTarget;
import io.metagate.benchmarks.server.ServerProcess;
import io.metagate.demo.database.AuditDatabase;
import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.issuer.SigningKey;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.sample.SampleLoader;
import io.metagate.demo.sample.Samples;
import io.metagate.demo.store.DocumentStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The packaged gateway and the bare endpoint before one store, with all that the gateway needs. */
final class MeasuredServers implements AutoCloseable {

    private final BenchmarkSettings settings;
    private final Path state;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final AuditDatabase audit;
    private final DocumentStore store;
    private final TokenIssuer issuer;

    /** Starts what both need and loads the store. */
    MeasuredServers(BenchmarkSettings settings) throws IOException {
        this.settings = settings;
        // Also when the start fails half way, or the run is broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-servers"));
        Files.createDirectories(settings.state());
        this.state = Files.createTempDirectory(settings.state(), "run");
        this.audit = keep(AuditDatabase.start(state.resolve("postgres"), LoopbackPort.free()));
        this.store = keep(DocumentStore.inMemory(LoopbackPort.free()));
        this.issuer = keep(TokenIssuer.start(SigningKey.random(), LoopbackPort.free()));
        try (MongoClient client = store.connect()) {
            new SampleLoader(client.getDatabase(SampleLoader.DATABASE), line -> {})
                    .load(Samples.of(Samples.SEED, settings.accounts()).stream()
                            .filter(sample -> sample.name().equals("accounts"))
                            .toList());
        }
    }

    /** Where the audit log is. */
    AuditDatabase audit() {
        return audit;
    }

    /** The folder whose disk the audit log is on. */
    Path state() {
        return state;
    }

    /** The identifiers of the accounts that the support agent may see. */
    List<String> accountsWithinReach() {
        try (MongoClient client = store.connect()) {
            return client.getDatabase(SampleLoader.DATABASE)
                    .getCollection("accounts")
                    .find(Filters.eq("region", "eu"))
                    .map(record -> record.getString("_id"))
                    .into(new ArrayList<>());
        }
    }

    /** Starts the gateway; its requests are those of a support agent. */
    Side gateway() throws IOException {
        GatewayEnvironment environment = GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free())
                .store(store.uri())
                .allowingOpenStore()
                .audit(audit)
                .issuer(issuer.uri())
                .policies(GenerousPolicies.copy(settings.policies(), state.resolve("policies")))
                .keys(GatewayKeys.in(state.resolve("gateway.keys")));
        HttpTarget ready = HttpTarget.at(environment.management().socketAddress())
                .gets(List.of(URI.create(environment.readiness().toString()).getPath()));
        ServerProcess server = start(settings.gatewayJar(), environment.variables(), ready, "gateway.log");
        return new Side(
                server,
                HttpTarget.at(environment.http().socketAddress())
                        .header("Authorization", "Bearer " + issuer.client().token(Persona.SUPPORT_AGENT))
                        .header("Metagate-Purpose", "customer-support"));
    }

    /** Starts the bare endpoint. */
    Side bare() {
        LoopbackPort port = LoopbackPort.free();
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                port.toString(),
                "BARE_STORE_URI",
                store.uri(),
                "BARE_STORE_DATABASE",
                SampleLoader.DATABASE);
        HttpTarget target = HttpTarget.at(port.socketAddress());
        HttpTarget ready = target.gets(List.of("/records/acc-1"));
        return new Side(start(settings.bareJar(), environment, ready, "bare.log"), target);
    }

    private ServerProcess start(Path jar, Map<String, String> environment, HttpTarget ready, String log) {
        return keep(ServerProcess.start(jar, settings.javaFlags(), environment, ready, state.resolve(log)));
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    /** Stops all of it, the last first. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("stopping: " + e.getMessage());
            }
        }
    }
}
