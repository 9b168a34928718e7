package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.SlowClient;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two sources that open connections and say nothing, as many as there may be, keep nobody out. */
class FullPortIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As by default, in all and from each source. */
    private static final int CONNECTIONS = 1024;

    private static final int PROBES = 50;
    private static final List<GatewayFixture> OWN = new ArrayList<>();

    @BeforeAll
    static void start() {
        OWN.add(GatewayFixture.start(
                Workspace.fresh("full-port"),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", "PT1M")));
        OWN.get(0).awaitReady();
    }

    @AfterAll
    static void stop() {
        OWN.forEach(GatewayFixture::close);
    }

    @Test
    void answersOthersOverTheApi() throws Exception {
        GatewayFixture gateway = OWN.get(0);
        String request = RawExchange.request(
                gateway.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json"),
                "POST",
                "/v1/collections/accounts/records/search",
                "{\"limit\": 1}");
        int head = request.length() - 1;
        List<Socket> silent = new ArrayList<>();
        try (SlowClient underWay = SlowClient.begin(gateway.url(), request.substring(0, head))) {
            fill(gateway.url(), CONNECTIONS, silent);
            for (int i = 0; i < PROBES; i++) {
                assertThat(gateway.stranger().get("/v1/collections").status()).isEqualTo(401);
                fill(gateway.url(), 2, silent);
            }
            assertThat(underWay.goOn(request.substring(head), PATIENCE)).startsWith("HTTP/1.1 200 ");
        } finally {
            close(silent);
        }
        assertThat(Metrics.of(gateway).sum("metagate_http_connections_evicted_total"))
                .isPositive();
        assertThat(Metrics.of(gateway).sum("metagate_http_connections_refused_total"))
                .isZero();
    }

    @Test
    void tellsOthersItsMetrics() throws Exception {
        GatewayFixture gateway = OWN.get(0);
        List<Socket> silent = new ArrayList<>();
        try {
            fill(gateway.management(), CONNECTIONS, silent);
            for (int i = 0; i < PROBES; i++) {
                assertThat(Metrics.of(gateway).sum("metagate_http_connections{port=\"management\""))
                        .isBetween(1.0, (double) CONNECTIONS);
                fill(gateway.management(), 2, silent);
            }
        } finally {
            close(silent);
        }
    }

    private static void fill(URI port, int count, List<Socket> silent) throws IOException {
        for (int i = 0; i < count; i++) {
            InetAddress from = InetAddress.getByName(i % 2 == 0 ? "127.0.0.40" : "127.0.0.41");
            silent.add(new Socket(InetAddress.getByName(port.getHost()), port.getPort(), from, 0));
        }
    }

    private static void close(List<Socket> silent) throws IOException {
        for (Socket one : silent) {
            one.close();
        }
    }
}
