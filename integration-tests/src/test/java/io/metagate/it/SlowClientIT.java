package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Metrics;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.Caller;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.Reply;
import io.metagate.it.client.SlowClient;
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
    private static final List<Bed> OWN = new ArrayList<>();

    @BeforeAll
    static void start() {
        OWN.add(started("slow", "PT2S"));
        OWN.add(started("unhurried", "PT2M"));
        OWN.forEach(Bed::awaitReady);
    }

    private static Bed started(String name, String readTimeout) {
        return Bed.start(
                Workspace.fresh(name),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", readTimeout));
    }

    @AfterAll
    static void stop() {
        OWN.forEach(Bed::close);
    }

    @Test
    void endsAHeadThatComesByteByByte() throws Exception {
        Bed bed = OWN.get(0);
        double before = hungUpOn(bed);
        for (String begun : List.of("G", "GET /v1/collections HTTP/1.1\r\nHost: gateway\r\nX-Slow: ")) {
            try (SlowClient client = SlowClient.begin(bed.url(), begun)) {
                assertThat(client.trickle(PATIENCE)).isEmpty();
            }
        }
        assertThat(hungUpOn(bed)).isEqualTo(before + 2);
        assertThat(bed.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1").status())
                .isEqualTo(200);
    }

    @Test
    void endsTheHeadOfASecondRequestToo() throws Exception {
        Bed bed = OWN.get(0);
        String first = RawExchange.request(bed.caller(Persona.SUPPORT_AGENT), "GET", "/v1/collections", "")
                .replace("Connection: close\r\n", "");
        try (SlowClient client = SlowClient.begin(bed.url(), first)) {
            String answer = client.trickle(PATIENCE);
            assertThat(answer).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
        }
    }

    @Test
    void refusesABodyThatComesByteByByteAndRecordsIt() throws Exception {
        Bed bed = OWN.get(0);
        try (SlowClient client = SlowClient.begin(bed.url(), unfinished(bed))) {
            Reply reply = RawExchange.parsed(client.trickle(PATIENCE));
            Problems.requireForm(reply, 408, "request.timeout");
            assertThat(bed.audit().find(reply.auditId()))
                    .hasValueSatisfying(row -> assertThat(row.problem()).hasValue("request.timeout"));
        }
    }

    /** None of the slow ones can be answered before it is done: their time is longer than a request can take. */
    @Test
    void takesNoWorkerForABodyThatHasNotCome() throws Exception {
        Bed bed = OWN.get(1);
        List<SlowClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(SlowClient.begin(bed.url(), unfinished(bed)));
            }
            Reply reply = bed.caller(Persona.SUPPORT_AGENT).read("accounts", "acc-1");
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

    private static double hungUpOn(Bed bed) {
        return Metrics.of(bed).unrecorded("slow");
    }

    private static String unfinished(Bed bed) {
        Caller agent = bed.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json");
        return RawExchange.request(agent, "POST", SEARCH, "{\"limit\": 1}")
                .replace("Content-Length: 12", "Content-Length: 60000");
    }
}
