package io.metagate.demo;

import com.mongodb.client.MongoClient;
import io.metagate.demo.database.EmbeddedAuditDatabase;
import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.gateway.GatewayProcess;
import io.metagate.demo.issuer.SigningKey;
import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.machine.StrayProcess;
import io.metagate.demo.sample.SampleCollections;
import io.metagate.demo.sample.SampleLoader;
import io.metagate.demo.store.DocumentStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The whole demo: PostgreSQL, the store with its records, the issuer and the packaged gateway, all on loopback. */
final class Demo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANAGEMENT = 1000;
    private static final int ISSUER = 1001;
    private static final int STORE = 1002;
    private static final int DATABASE = 1003;

    private final DemoSettings settings;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    Demo(DemoSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts everything, one after the other.
     *
     * @return the gateway, ready
     * @throws DemoFailure if something does not start
     */
    GatewayProcess start() {
        DemoHome home = keep(DemoHome.claim(settings.home()));
        requirePort();
        new StrayProcess(home.gatewayPid(), settings.gatewayJar().toString()).end();
        progress.accept("PostgreSQL: starting");
        EmbeddedAuditDatabase database =
                keep(EmbeddedAuditDatabase.start(home.database(), home.databasePrograms(), port(DATABASE)));
        progress.accept("store: starting");
        DocumentStore store = keep(DocumentStore.inFile(home.store(), port(STORE)));
        load(store);
        TokenIssuer issuer = keep(TokenIssuer.start(SigningKey.in(home.signingKey()), port(ISSUER)));
        GatewayProcess gateway = gateway(
                home,
                GatewayEnvironment.on(settings.port(), port(MANAGEMENT))
                        .store(store.uri())
                        .allowingOpenStore()
                        .audit(database)
                        .issuer(issuer.uri()));
        keep(() -> RunningDemo.withdraw(settings.home()));
        new RunningDemo(issuer.uri()).announce(settings.home());
        home.shut();
        return gateway;
    }

    /** Whether it is being stopped, or has been. */
    synchronized boolean isStopping() {
        return closed;
    }

    /** Stops what has been started, the last first; a part that does not stop keeps no other from stopping. */
    @Override
    public void close() {
        Deque<AutoCloseable> parts = takeStarted();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                progress.accept("stopping: " + e.getMessage());
            }
        }
    }

    /**
     * INVARIANT: what is started after the close has begun is closed at once, so a signal during the start leaves
     * nothing behind.
     */
    private synchronized <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        if (closed) {
            close();
            throw new DemoFailure("stopped while starting");
        }
        return part;
    }

    private synchronized Deque<AutoCloseable> takeStarted() {
        closed = true;
        Deque<AutoCloseable> parts = new ArrayDeque<>(started);
        started.clear();
        return parts;
    }

    private void requirePort() {
        if (!settings.port().isFree()) {
            throw new DemoFailure(
                    "port " + settings.port() + " is taken: stop what uses it, or choose another with METAGATE_PORT");
        }
    }

    private LoopbackPort port(int beyond) {
        return LoopbackPort.preferring(settings.port().number() + beyond);
    }

    private void load(DocumentStore store) {
        try (MongoClient client = store.connect()) {
            new SampleLoader(client.getDatabase(SampleLoader.DATABASE), progress)
                    .load(SampleCollections.of(SampleCollections.SEED, settings.accounts()));
        }
    }

    private GatewayProcess gateway(DemoHome home, GatewayEnvironment environment) {
        progress.accept("gateway: starting");
        GatewayProcess gateway = keep(GatewayProcess.start(
                settings.gatewayJar(),
                environment.policies(settings.policies()).keys(GatewayKeys.in(home.gatewayKeys())),
                settings.gatewayLog()));
        if (!gateway.awaitReady(PATIENCE)) {
            throw new DemoFailure("the gateway did not become ready; it says why in " + settings.gatewayLog());
        }
        return gateway;
    }
}
