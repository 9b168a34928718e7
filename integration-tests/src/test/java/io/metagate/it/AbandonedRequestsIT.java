package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that ask and hang up at once, again and again, make no more requests wait than there may be connections. */
class AbandonedRequestsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 100;
    private static final int ROUNDS = 30;

    @Test
    void takePlacesUntilTheyAreRefused() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.start(
                Workspace.fresh("abandoned"),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_MAX_CONNECTIONS_PER_SOURCE", Integer.toString(CONNECTIONS)))) {
            gateway.awaitReady();
            String request = RawExchange.request(gateway.stranger(), "GET", "/v1/collections", "");
            double most = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    askAndReset(gateway.url(), request);
                }
                most = Math.max(most, metric(gateway, "metagate_admission_waiting"));
            }
            System.out.printf("at most %.0f of %d requests waited%n", most, ROUNDS * CONNECTIONS);
            assertThat(most).isLessThanOrEqualTo(CONNECTIONS);
            Eventually.holds("nothing waits", PATIENCE, () -> metric(gateway, "metagate_admission_waiting") == 0);
            Eventually.holds(
                    "every place is given back",
                    PATIENCE,
                    () -> metric(gateway, "metagate_http_connections{port=\"api\"") == 0);
            assertThat(gateway.stranger().get("/v1/collections").status()).isEqualTo(401);
        }
    }

    private static double metric(GatewayFixture gateway, String beginning) {
        return Metrics.of(gateway).sum(beginning);
    }

    private static void askAndReset(URI gateway, String request) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (java.net.SocketException e) {
            // It is beyond the limit.
        }
    }
}
