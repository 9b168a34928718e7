package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The folder of the bundle does not come to rest: nothing is decided until it does (P6). */
class UnsettledBundleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(20);

    @Test
    void refusesAccessesWhileTheBundleDoesNotComeToRest() throws Exception {
        Workspace workspace = Workspace.fresh("unsettled");
        try (GatewayFixture gateway = GatewayFixture.start(
                workspace, AuditServer.shared(), told -> told.with("METAGATE_POLICY_POLL_INTERVAL", "PT0.5S")
                        .with("METAGATE_POLICY_MAX_AGE", "PT5S"))) {
            gateway.awaitReady();
            Eventually.holds("an account is read", PATIENCE, () -> read(gateway).status() == 200);

            Path file = workspace.policies().resolve("support-agent.yaml");
            String text = Files.readString(file);
            AtomicBoolean goesOn = new AtomicBoolean(true);
            Thread writer = new Thread(() -> writeAgainAndAgain(file, text, goesOn));
            writer.start();
            Eventually.holds(
                    "accesses are refused", PATIENCE, () -> read(gateway).status() == 503);
            assertThat(read(gateway).body()).contains("policy.unavailable");
            ApiClient operator = new ApiClient(gateway.management());
            assertThat(operator.get("/q/health/ready").status()).isEqualTo(503);
            assertThat(operator.get("/q/metrics").body()).contains("metagate_policy_stale 1.0");

            goesOn.set(false);
            writer.join();
            Eventually.holds(
                    "accesses are decided again",
                    PATIENCE,
                    () -> read(gateway).status() == 200
                            && operator.get("/q/health/ready").status() == 200);
            assertThat(gateway.gateway().log())
                    .containsOnlyOnce("accesses are refused")
                    .containsOnlyOnce("accesses are decided again");
        }
    }

    private static void writeAgainAndAgain(Path file, String text, AtomicBoolean goesOn) {
        try {
            for (int n = 0; goesOn.get(); n++) {
                Path next = Files.writeString(file.resolveSibling(".next"), text + "# " + n + "\n");
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiResponse read(GatewayFixture gateway) {
        return gateway.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1");
    }
}
