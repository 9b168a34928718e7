package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.KeycloakServer;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A real Keycloak takes a new signing key and withdraws the old one, while strangers send tokens of keys that nobody
 * knows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CONNECTIONS = 8;

    private final Workspace workspace = Workspace.fresh("rotation");
    private KeycloakServer keycloak;
    private GatewayFixture gateway;

    @BeforeAll
    void start() throws Exception {
        keycloak = KeycloakServer.start(workspace);
        Assumptions.assumeTrue(keycloak.isOurs(), "nobody rotates the keys of somebody else's Keycloak");
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told.issuer(keycloak.issuer())
                .with("METAGATE_OIDC_KEYS_REFRESH_INTERVAL", "PT15S"));
        gateway.awaitReady();
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        keycloak.close();
    }

    @Test
    void newKeysWorkSoonAndOldOnesNoLongerWhoeverAsks() throws Exception {
        ApiClient old = service();
        assertThat(old.read("accounts", "acc-1").status()).isEqualTo(200);
        ApiClient renewed;
        try (Flood flood = new Flood()) {
            List<String> before = keycloak.signingKeys();
            long rotated = System.nanoTime();
            keycloak.addSigningKey();
            renewed = service();
            ApiClient fresh = renewed;
            Eventually.holds(
                    "the new key works",
                    PATIENCE,
                    () -> fresh.read("accounts", "acc-1").status() == 200);
            System.out.printf("key rotation: the new key worked after %d ms%n", millisSince(rotated));
            assertThat(old.read("accounts", "acc-1").status()).isEqualTo(200);

            long withdrawn = System.nanoTime();
            for (String key : before) {
                keycloak.removeSigningKey(key);
            }
            Eventually.holds(
                    "the old key is refused",
                    PATIENCE,
                    () -> old.read("accounts", "acc-1").status() == 401);
            System.out.printf("key rotation: the old key was refused after %d ms%n", millisSince(withdrawn));
            assertThat(fresh.read("accounts", "acc-1").status()).isEqualTo(200);
            assertThat(flood.refused()).isPositive();
            System.out.printf("key rotation: %d tokens of unknown keys refused meanwhile%n", flood.refused());
        }
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse refused = old.read("accounts", "acc-1");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(watch.onlyRecordOf(refused).leaf()).contains("\"tokenRefusal\":\"unknown-key\"");

        keycloak.close();
        Eventually.holds("the gateway misses the issuer", PATIENCE, () -> gateway.gateway()
                .log()
                .contains("keys could not be read again: it does not answer"));
        assertThat(renewed.read("accounts", "acc-1").status()).isEqualTo(200);
    }

    private ApiClient service() {
        ApiResponse reply = keycloak.tokens(
                "grant_type=client_credentials&client_id=restore-service&client_secret=it-secret-of-restore-service");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return gateway.caller(reply.json().path("access_token").asText()).with("Metagate-Purpose", "restore");
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    /** Strangers, each with a connection of its own, who send one token of an unknown key after the other. */
    private final class Flood implements AutoCloseable {

        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final AtomicLong refused = new AtomicLong();
        private final List<Thread> strangers = new ArrayList<>();

        Flood() {
            for (int n = 0; n < CONNECTIONS; n++) {
                int number = n;
                Thread stranger = new Thread(() -> send(number), "stranger-" + n);
                strangers.add(stranger);
                stranger.start();
            }
        }

        long refused() {
            return refused.get();
        }

        private void send(int number) {
            for (long turn = 0; goesOn.get(); turn++) {
                ApiResponse reply =
                        gateway.caller(junk("junk-" + number + "-" + turn)).read("accounts", "acc-1");
                assertThat(reply.status()).isEqualTo(401);
                refused.incrementAndGet();
            }
        }

        private String junk(String kid) {
            return encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}") + "."
                    + encoded("{\"iss\":\"" + keycloak.issuer() + "\"}") + "." + "A".repeat(342);
        }

        private static String encoded(String json) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            goesOn.set(false);
            for (Thread stranger : strangers) {
                try {
                    stranger.join(PATIENCE.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
