package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.SlowClient;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who sends slowly is ended, and holds up nobody meanwhile. */
class SlowClientIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than the gateway has workers. */
    private static final int MANY = 300;

    private static final String SEARCH = "/v1/collections/accounts/records/search";
    private static final List<GatewayFixture> OWN = new ArrayList<>();

    @BeforeAll
    static void start() {
        OWN.add(started("slow", "PT2S"));
        OWN.add(started("unhurried", "PT2M"));
        OWN.forEach(GatewayFixture::awaitReady);
    }

    private static GatewayFixture started(String name, String readTimeout) {
        return GatewayFixture.start(
                Workspace.fresh(name),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", readTimeout));
    }

    @AfterAll
    static void stop() {
        OWN.forEach(GatewayFixture::close);
    }

    @Test
    void endsAHeadThatComesByteByByte() throws Exception {
        GatewayFixture gateway = OWN.get(0);
        double before = hungUpOn(gateway);
        for (String begun : List.of("G", "GET /v1/collections HTTP/1.1\r\nHost: gateway\r\nX-Slow: ")) {
            try (SlowClient client = SlowClient.begin(gateway.url(), begun)) {
                assertThat(client.trickle(PATIENCE)).isEmpty();
            }
        }
        assertThat(hungUpOn(gateway)).isEqualTo(before + 2);
        assertThat(gateway.caller(Persona.SUPPORT_AGENT)
                        .read("accounts", "acc-1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsTheHeadOfASecondRequestToo() throws Exception {
        GatewayFixture gateway = OWN.get(0);
        String first = RawExchange.request(gateway.caller(Persona.SUPPORT_AGENT), "GET", "/v1/collections", "")
                .replace("Connection: close\r\n", "");
        try (SlowClient client = SlowClient.begin(gateway.url(), first)) {
            String answer = client.trickle(PATIENCE);
            assertThat(answer).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
        }
    }

    @Test
    void refusesABodyThatComesByteByByteAndRecordsIt() throws Exception {
        GatewayFixture gateway = OWN.get(0);
        try (SlowClient client = SlowClient.begin(gateway.url(), unfinished(gateway))) {
            ApiResponse reply = RawExchange.parsed(client.trickle(PATIENCE));
            Problems.requireForm(reply, 408, "request.timeout");
            assertThat(gateway.audit().find(reply.auditId()))
                    .hasValueSatisfying(row -> assertThat(row.problem()).hasValue("request.timeout"));
        }
    }

    /** None of the slow ones can be answered before it is done: their time is longer than a request can take. */
    @Test
    void takesNoWorkerForABodyThatHasNotCome() throws Exception {
        GatewayFixture gateway = OWN.get(1);
        List<SlowClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(SlowClient.begin(gateway.url(), unfinished(gateway)));
            }
            ApiResponse reply = gateway.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1");
            assertThat(reply.status()).isEqualTo(200);
            for (SlowClient client : slow) {
                assertThat(client.answered()).isFalse();
            }
        } finally {
            for (SlowClient client : slow) {
                client.close();
            }
        }
    }

    private static double hungUpOn(GatewayFixture gateway) {
        return Metrics.of(gateway).unrecorded("slow");
    }

    private static String unfinished(GatewayFixture gateway) {
        ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json");
        return RawExchange.request(agent, "POST", SEARCH, "{\"limit\": 1}")
                .replace("Content-Length: 12", "Content-Length: 60000");
    }
}
