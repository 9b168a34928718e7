package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Workspace;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A client that takes a large answer slowly, but not too slowly, gets all of it, however long it is idle for others.
 */
class PatientReaderIT {

    private static final int STEP = 256 * 1024;
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    @Test
    void getsAllOfItsAnswer() throws Exception {
        try (LongStore store = LongStore.of(20_000, 100);
                GatewayFixture gateway = GatewayFixture.start(
                        Workspace.fresh("patient"), AuditServer.shared(), told -> told.store(store.uri())
                                .allowingOpenStore()
                                .with("QUARKUS_HTTP_IDLE_TIMEOUT", "PT2S"))) {
            gateway.awaitReady();
            ApiClient analyst = gateway.caller(Persona.ANALYST).with("Content-Type", "application/json");
            String request = RawExchange.request(
                    analyst, "POST", "/v1/collections/accounts/records/search", "{\"limit\": 1000}");
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(64 * 1024);
                socket.connect(new InetSocketAddress(
                        gateway.url().getHost(), gateway.url().getPort()));
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                String answer = readSlowly(socket.getInputStream());
                assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("}");
                assertThat(answer.length()).isGreaterThan(3_000_000);
            }
        }
    }

    private static String readSlowly(InputStream input) throws Exception {
        StringBuilder answer = new StringBuilder();
        byte[] some = input.readNBytes(STEP);
        while (some.length > 0) {
            answer.append(new String(some, StandardCharsets.ISO_8859_1));
            LockSupport.parkNanos(PAUSE_NANOS);
            some = input.readNBytes(STEP);
        }
        return answer.toString();
    }
}
