package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.SlowClient;
import io.metagate.it.client.TlsHandshakes;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.ServerCertificate;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that ends TLS itself reads requests as one that does not. */
class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LoopbackPort PORT = LoopbackPort.free();
    private static Optional<GatewayFixture> own = Optional.empty();

    private final GatewayFixture gateway = own.orElseThrow();
    private final URI url = URI.create("https://127.0.0.1:" + PORT);
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @BeforeAll
    static void start() throws Exception {
        Workspace workspace = Workspace.fresh("tls");
        ServerCertificate certificate = ServerCertificate.fresh(workspace);
        GatewayFixture encrypting = GatewayFixture.start(
                workspace, AuditServer.shared(), told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", "PT2S")
                        .with("QUARKUS_HTTP_SSL_PORT", PORT.toString())
                        .with(
                                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                                certificate.file().toString())
                        .with("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", ServerCertificate.PASSWORD));
        own = Optional.of(encrypting);
        encrypting.awaitReady();
        // Readiness is told on another port, which may be there before this one.
        Eventually.holds("it listens", PATIENCE, TlsIT::listens);
    }

    private static boolean listens() {
        try (Socket socket = new Socket(LoopbackPort.address(), PORT.number())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        own.ifPresent(GatewayFixture::close);
    }

    @Test
    void answersAndRecords() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply =
                RawExchange.parsed(RawExchange.send(url, OddRequest.read("").request(agent)));
        assertThat(reply.status()).isEqualTo(200);
        watch.onlyRecordOf(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Folded: a\n canary\n", "Metagate-Purpose: customer-\n\tsupport\n"})
    void hangsUpOnFoldedLines(String lines) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        double counted = unrecorded("folded");
        assertThat(RawExchange.sendAll(url, OddRequest.read(lines).request(agent)))
                .isEmpty();
        assertThat(unrecorded("folded")).isEqualTo(counted + 1);
        watch.storeWasNotAsked();
    }

    @Test
    void hangsUpOnFoldedLinesOfASecondRequest() throws Exception {
        double counted = unrecorded("folded");
        String folded = OddRequest.read("X-Folded: a\n canary\n").request(agent);
        try (SlowClient client = SlowClient.begin(url, first())) {
            assertThat(client.goOnBehindAnAnswer(folded, PATIENCE))
                    .startsWith("HTTP/1.1 200 ")
                    .containsOnlyOnce("HTTP/1.1 ");
        }
        assertThat(unrecorded("folded")).isEqualTo(counted + 1);
    }

    @Test
    void endsAHeadThatComesByteByByte() throws Exception {
        double before = unrecorded("slow");
        for (String begun : List.of("G", "GET /v1/collections HTTP/1.1\r\nHost: gateway\r\nX-Slow: ")) {
            try (SlowClient client = SlowClient.begin(url, begun)) {
                assertThat(client.trickle(PATIENCE)).isEmpty();
            }
        }
        assertThat(unrecorded("slow")).isEqualTo(before + 2);
    }

    @Test
    void endsTheHeadOfASecondRequestToo() throws Exception {
        double before = unrecorded("slow");
        try (SlowClient client = SlowClient.begin(url, first())) {
            assertThat(client.trickle(PATIENCE)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
        }
        assertThat(unrecorded("slow")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 414, 431})
    void countsWhatTheServerRefusesByItself(int status) {
        OddRequest broken = OddRequest.bare()
                .filter(odd -> odd.status() == status)
                .findFirst()
                .orElseThrow();
        double counted = unrecorded(Integer.toString(status));
        ApiResponse reply = RawExchange.parsed(RawExchange.send(url, broken.request(agent)));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(unrecorded(Integer.toString(status))).isEqualTo(counted + 1);
    }

    @Test
    void negotiatesOncePerConnection() throws Exception {
        String request = RawExchange.request(agent, "GET", "/v1/collections", "");
        assertThat(TlsHandshakes.renegotiates(url, request)).isFalse();
    }

    private String first() {
        return RawExchange.request(agent, "GET", "/v1/collections", "").replace("Connection: close\r\n", "");
    }

    private double unrecorded(String answer) {
        return Metrics.of(gateway).unrecorded(answer);
    }
}
