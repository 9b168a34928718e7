package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Metrics;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.RawExchange;
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
        try (Bed bed = Bed.start(
                Workspace.fresh("abandoned"),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_MAX_CONNECTIONS_PER_SOURCE", Integer.toString(CONNECTIONS)))) {
            bed.awaitReady();
            String request = RawExchange.request(bed.stranger(), "GET", "/v1/collections", "");
            double most = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    askAndReset(bed.url(), request);
                }
                most = Math.max(most, metric(bed, "metagate_admission_waiting"));
            }
            System.out.printf("at most %.0f of %d requests waited%n", most, ROUNDS * CONNECTIONS);
            assertThat(most).isLessThanOrEqualTo(CONNECTIONS);
            Eventually.holds("nothing waits", PATIENCE, () -> metric(bed, "metagate_admission_waiting") == 0);
            Eventually.holds(
                    "every place is given back",
                    PATIENCE,
                    () -> metric(bed, "metagate_http_connections{port=\"api\"") == 0);
            assertThat(bed.stranger().get("/v1/collections").status()).isEqualTo(401);
        }
    }

    private static double metric(Bed bed, String beginning) {
        return Metrics.of(bed).sum(beginning);
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
