package io.metagate.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.values.Encodings;
import io.metagate.test.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random HTTP over raw sockets: no answer is a failure, each has exactly one audit record but for those that README
 * lists, and no planted value gets into a log (P3, P6, P7).
 */
class HttpFuzzIT {

    private static final int REQUESTS = Integer.getInteger("metagate.test.fuzzed", 3_000);
    private static final long SEED = Seeded.seed("HttpFuzzIT");
    private static final int CLIENTS = 32;
    /** Longer than the gateway waits for the rest of a request. */
    private static final Duration QUIET = Duration.ofMillis(2_500);

    private static final Set<String> OF_REQUESTS = Set.of(
            "authenticate",
            "authorize",
            "route",
            "read",
            "search",
            "count",
            "export",
            "create",
            "update",
            "delete",
            "describe",
            "explain",
            "audit.search",
            "reveal");

    private static AuditServer audit;
    private static GatewayFixture gateway;

    private final AnswerTally tally = new AnswerTally();

    /** One of its own, as every record counts. */
    @BeforeAll
    static void start() {
        Workspace workspace = Workspace.fresh("fuzz");
        audit = AuditServer.own(workspace, LoopbackPort.free());
        gateway =
                GatewayFixture.start(workspace, audit, told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", "PT1S"));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        audit.close();
    }

    @Test
    void everyAnswerIsDocumentedAndRecordedOnce() throws Exception {
        System.out.println("HttpFuzzIT seed " + SEED + ", requests " + REQUESTS);
        List<String> tokens = Stream.of(
                        Persona.SUPPORT_AGENT, Persona.ANALYST, Persona.RESTORE_SERVICE, Persona.AUDITOR)
                .map(Issuers::token)
                .toList();
        send(tokens);
        System.out.println("HttpFuzzIT " + tally);

        assertThat(tally.findings()).as("seed " + SEED).isEmpty();
        List<AuditRow> rows = audit.all();
        requireRecords(rows);
        assertThat(Metrics.of(gateway).sum("metagate_http_unaudited_total{answer=\"4"))
                .as("bare statuses")
                .isBetween((double) tally.bare(), (double) tally.bare() + tally.unanswered());
        requireNothingPlanted(rows);
    }

    private void send(List<String> tokens) throws Exception {
        AtomicLong connections = new AtomicLong();
        AtomicLong left = new AtomicLong(REQUESTS);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    while (left.get() > 0) {
                        RandomHttp http = new RandomHttp(SEED + connections.incrementAndGet(), tokens);
                        RandomHttp.Stream sent = http.next(4);
                        left.addAndGet(-sent.requests());
                        tally.take(sent, RawExchange.sendUntilQuiet(gateway.url(), sent.text(), QUIET));
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("HttpFuzzIT connections " + connections);
    }

    /** Requests whose bodies break off are recorded, and their clients are hung up on. */
    private void requireRecords(List<AuditRow> rows) {
        Set<String> recorded = new HashSet<>();
        rows.stream().filter(row -> OF_REQUESTS.contains(row.action())).forEach(row -> recorded.add(row.id()));
        Set<String> missing = new HashSet<>(tally.ids());
        missing.removeAll(recorded);
        long more = recorded.size() - (long) tally.ids().size();
        System.out.println("HttpFuzzIT records " + recorded.size() + ", of which no answer arrived " + more);
        assertThat(missing).as("answers without a record").isEmpty();
        assertThat(more).isBetween(0L, tally.unanswered());
    }

    private static void requireNothingPlanted(List<AuditRow> rows) {
        String log = gateway.gateway().log();
        assertThat(log).doesNotContain("\tat ", "ERROR");
        for (String planted : RandomChoice.PLANTED) {
            Set<String> forms = Encodings.of(planted);
            assertThat(forms).noneMatch(log::contains);
            assertThat(rows.stream().filter(row -> forms.stream().anyMatch(row.leaf()::contains)))
                    .as(planted)
                    .isEmpty();
        }
    }
}
