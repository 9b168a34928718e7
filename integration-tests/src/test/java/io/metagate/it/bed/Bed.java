package io.metagate.it.bed;

import io.metagate.demo.gateway.GatewayEnvironment;
import io.metagate.demo.gateway.GatewayKeys;
import io.metagate.demo.gateway.GatewayProcess;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A gateway with everything that it needs. */
public final class Bed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Optional<Bed> shared = Optional.empty();

    private final Workspace workspace;
    private final AuditServer audit;
    private final GatewayEnvironment environment;
    private GatewayProcess gateway;

    private Bed(Workspace workspace, AuditServer audit, GatewayEnvironment environment) {
        this.workspace = workspace;
        this.audit = audit;
        this.environment = environment;
        this.gateway = launch(workspace, environment);
    }

    /** The one for tests that harm nothing. */
    public static synchronized Bed shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(LastWill.stop(start(Workspace.fresh("shared"), AuditServer.shared(), told -> told)));
            shared.get().awaitReady();
        }
        return shared.get();
    }

    /**
     * Starts a gateway and does not wait for it.
     *
     * @param more what it is told beside where its servers are
     */
    public static Bed start(Workspace workspace, AuditServer audit, UnaryOperator<GatewayEnvironment> more) {
        GatewayEnvironment environment = GatewayEnvironment.on(LoopbackPort.free(), LoopbackPort.free())
                .store(SampleStore.shared().uri())
                // Tests count what the store is asked.
                .with("METAGATE_STORE_SECURITY_PROBE_INTERVAL", "PT6H")
                .audit(audit.url(), audit.user(), audit.password())
                .issuer(Issuers.shared().uri())
                .policies(workspace.generousPolicies())
                .keys(GatewayKeys.in(workspace.gatewayKeys()));
        return new Bed(workspace, audit, more.apply(environment));
    }

    /** Waits until the gateway answers. */
    public void awaitReady() {
        if (!gateway.awaitReady(PATIENCE)) {
            throw new AssertionError("the gateway is not ready:\n" + gateway.log());
        }
    }

    /** Kills the gateway as {@code kill -9} does. */
    public void kill() {
        gateway.kill9();
    }

    /** Starts the gateway anew after it was killed, and does not wait for it. */
    public void restart() {
        gateway = launch(workspace, environment);
    }

    /** The gateway's process. */
    public GatewayProcess gateway() {
        return gateway;
    }

    /** The audit log, read past the gateway. */
    public AuditServer audit() {
        return audit;
    }

    /** That persona with its token and its purpose. */
    public Caller caller(Persona persona) {
        return caller(Issuers.token(persona)).with("Metagate-Purpose", purpose(persona));
    }

    /** Whoever holds that token. */
    public Caller caller(String token) {
        return stranger().with("Authorization", "Bearer " + token);
    }

    /** Somebody without a token. */
    public Caller stranger() {
        return new Caller(url());
    }

    /** The root of the gateway's API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + environment.http());
    }

    /** The root of what the gateway tells its operators. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + environment.management());
    }

    private static String purpose(Persona persona) {
        return switch (persona) {
            case RESTORE_SERVICE -> "restore";
            case BILLING_SERVICE -> "billing";
            case ANALYST -> "capacity-planning";
            default -> "customer-support";
        };
    }

    private static GatewayProcess launch(Workspace workspace, GatewayEnvironment environment) {
        return GatewayProcess.start(Build.gatewayJar(), environment, workspace.gatewayLog());
    }

    /** Starts a gateway that is told just that, and is not expected to become ready. */
    public static GatewayProcess launch(Workspace workspace, GatewayEnvironment environment, String log) {
        Path file = workspace.folder().resolve(log);
        return GatewayProcess.start(Build.gatewayJar(), environment, file);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
