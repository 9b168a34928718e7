package io.metagate.benchmarks;

import io.metagate.benchmarks.load.HttpTarget;
import io.metagate.benchmarks.server.ServerProcess;
import io.metagate.demo.database.EmbeddedAuditDatabase;
import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.issuer.SigningKey;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.sample.SampleLoader;
import io.metagate.demo.store.LongStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The packaged gateway and the bare endpoint before a store, with all that the gateway needs. */
final class MeasuredServers implements AutoCloseable {

    private final BenchmarkSettings settings;
    private final Path state;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedAuditDatabase audit;
    private final TokenIssuer issuer;

    /** Starts what the gateway needs. */
    MeasuredServers(BenchmarkSettings settings) throws IOException {
        this.settings = settings;
        // Also when the start fails half way, or the run is broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-servers"));
        Files.createDirectories(settings.state());
        this.state = Files.createTempDirectory(settings.state(), "run");
        this.audit = keep(EmbeddedAuditDatabase.start(state.resolve("postgres"), LoopbackPort.free()));
        this.issuer = keep(TokenIssuer.start(SigningKey.random(), LoopbackPort.free()));
    }

    /** Where the audit log is. */
    EmbeddedAuditDatabase audit() {
        return audit;
    }

    /** The folder whose disk the audit log is on. */
    Path state() {
        return state;
    }

    /** Starts a store of that many sample accounts. */
    SampleAccounts samples() {
        return keep(SampleAccounts.load(settings.accounts()));
    }

    /** Starts a store of that many accounts, which are made as they are asked for. */
    LongStore made(long accounts) {
        return keep(LongStore.of(accounts));
    }

    /** Starts a gateway before a store; its requests are those of that persona. */
    ComparedServer gateway(String store, Persona persona, String purpose) throws IOException {
        GatewayEnvironment environment = GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free())
                .store(store)
                .allowingOpenStore()
                .audit(audit)
                .issuer(issuer.uri())
                .policies(GenerousPolicies.copy(settings.policies(), state.resolve("policies")))
                .keys(GatewayKeys.in(state.resolve("gateway.keys")));
        HttpTarget ready = HttpTarget.at(environment.management().socketAddress())
                .gets(List.of(URI.create(environment.readiness().toString()).getPath()));
        ServerProcess server = start(settings.gatewayJar(), environment.variables(), ready, "gateway.log");
        return new ComparedServer(
                server,
                HttpTarget.at(environment.http().socketAddress())
                        .header("Authorization", "Bearer " + issuer.client().token(persona))
                        .header("Metagate-Purpose", purpose));
    }

    /** Starts a bare endpoint before a store. */
    ComparedServer bare(String store) {
        LoopbackPort port = LoopbackPort.free();
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                port.toString(),
                "BARE_STORE_URI",
                store,
                "BARE_STORE_DATABASE",
                SampleLoader.DATABASE);
        HttpTarget target = HttpTarget.at(port.socketAddress());
        HttpTarget ready = target.gets(List.of("/records/acc-1"));
        return new ComparedServer(start(settings.bareJar(), environment, ready, "bare.log"), target);
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
