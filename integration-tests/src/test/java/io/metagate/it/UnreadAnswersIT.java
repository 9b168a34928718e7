package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.Stopwatch;
import io.metagate.it.client.UnreadClients;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.GatewayMemory;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that do not read what they are answered cost bounded memory, and nobody else's time. */
class UnreadAnswersIT {

    private static final int CLIENTS = Integer.getInteger("metagate.test.unread.clients", 20);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("metagate.test.unread.seconds", 6));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RECORDS = "/v1/collections/accounts/records";

    /** So many devices that a page of records is as large as it may be. */
    private static final int DEVICES = 100;

    /** What a gateway may hold beside its heap and the bytes that are unsent: code, threads, connections. */
    private static final int MEBIBYTES = 1024;

    private static final String HEAP = "-Xmx1g";

    private static LongStore store;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        store = LongStore.of(20_000, DEVICES);
        // An issuer that has answered once answers soon.
        Issuers.token(Persona.ANALYST);
        gateway = GatewayFixture.start(Workspace.fresh("unread"), AuditServer.shared(), told -> told.store(store.uri())
                .allowingOpenStore()
                .with("JAVA_TOOL_OPTIONS", HEAP)
                // A slow machine is not what is looked for.
                .with("METAGATE_STORE_TIMEOUT", "PT20S")
                .with("METAGATE_STORE_SERVER_SELECTION_TIMEOUT", "PT20S")
                .with("METAGATE_WRITE_RECONCILE_AFTER", "PT30S")
                .with("METAGATE_AUDIT_APPEND_TIMEOUT", "PT20S")
                .with("METAGATE_HTTP_WRITE_TIMEOUT", TIME.plusSeconds(2).toString())
                .with("METAGATE_HTTP_MAX_CONNECTIONS", "10000")
                .with("METAGATE_HTTP_MAX_CONNECTIONS_PER_SOURCE", "10000"));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        store.close();
    }

    @Test
    void costBoundedMemoryAndNobodyElsesTime() throws Exception {
        warmUp();
        Stopwatch before = Stopwatch.during(TIME, Duration.ZERO, other());
        try (UnreadClients clients = new UnreadClients()) {
            connect(clients);
            Watch watch = new Watch();
            CompletableFuture<Stopwatch> health =
                    CompletableFuture.supplyAsync(() -> Stopwatch.during(TIME, Duration.ofMillis(50), health()));
            CompletableFuture<Void> memory = CompletableFuture.runAsync(watch::look);
            Stopwatch during = Stopwatch.during(TIME, Duration.ZERO, other());
            watch.goesOn.set(false);
            memory.join();
            System.out.printf(
                    Locale.ROOT,
                    "%d clients for %d s under %s, %.0f requests refused%n another principal before: %s%n and meanwhile: %s%n health: %s%n %s%n",
                    clients.size(),
                    TIME.toSeconds(),
                    HEAP,
                    refused(),
                    before,
                    during,
                    health.join(),
                    watch);
            assertThat(during.failed()).isZero();
            assertThat(health.join().failed()).isZero();
            List<String> ids = clients.auditIds();
            System.out.println(ids.size() + " answers begun");
            assertThat(ids).hasSizeGreaterThan(CLIENTS);
            assertThat(gateway.audit().among(ids)).hasSize(ids.size());
            assertThat(GatewayMemory.of(gateway).mostResident()).isLessThan(3 * MEBIBYTES);
        }
        Eventually.holds("nothing is unsent", PATIENCE, () -> metric("metagate_admission_unsent_bytes") == 0);
        Eventually.holds("nothing runs but this question", PATIENCE, () -> metric("metagate_admission_running") == 1);
        assertThat(metric("metagate_admission_waiting")).isZero();
    }

    private static void warmUp() {
        Stopwatch.during(Duration.ofSeconds(3), Duration.ZERO, other());
        Stopwatch.during(Duration.ofSeconds(1), Duration.ZERO, health());
        for (int i = 0; i < 3; i++) {
            assertThat(greedy().search("accounts", "{\"limit\": 1000}").body().length())
                    .isGreaterThan(3_000_000);
        }
    }

    private static void connect(UnreadClients clients) throws IOException {
        ApiClient json = greedy().with("Content-Type", "application/json");
        clients.connect(gateway.url(), CLIENTS, get(greedy(), RECORDS + "/" + LongStore.id(1), 100));
        clients.connect(gateway.url(), CLIENTS, post(json, RECORDS + "/search", "{\"limit\": 1000}", 8));
        clients.connect(gateway.url(), CLIENTS, post(json, RECORDS + "/count", "{}", 8));
        clients.connect(gateway.url(), CLIENTS, post(json, RECORDS + "/export", "{}", 2));
        clients.connect(gateway.url(), CLIENTS, get(greedy(), "/v1/collections", 100));
        clients.connect(gateway.url(), CLIENTS, get(greedy(), "/v1/collections/accounts", 100));
        clients.connect(gateway.url(), CLIENTS, get(greedy(), "/v1/audit/records", 100));
        clients.connect(gateway.url(), CLIENTS, get(gateway.stranger(), "/openapi", 1000));
        clients.connect(gateway.url(), CLIENTS, get(gateway.stranger(), "/nowhere", 100));
        clients.connect(gateway.management(), CLIENTS, get(gateway.stranger(), "/q/metrics", 200));
        clients.connect(gateway.management(), CLIENTS, get(gateway.stranger(), "/q/health", 200));
    }

    private static ApiClient greedy() {
        return gateway.caller(Persona.ANALYST);
    }

    private static HttpRequest other() {
        return gateway.caller(Persona.SUPPORT_AGENT).reading("accounts", LongStore.id(7));
    }

    private static HttpRequest health() {
        return HttpRequest.newBuilder(URI.create(gateway.management() + "/q/health"))
                .timeout(PATIENCE)
                .build();
    }

    private static String get(ApiClient caller, String path, int times) {
        return keptAlive(RawExchange.request(caller, "GET", path, "")).repeat(times);
    }

    private static String post(ApiClient caller, String path, String body, int times) {
        return keptAlive(RawExchange.request(caller, "POST", path, body)).repeat(times);
    }

    private static String keptAlive(String request) {
        return request.replace("Connection: close\r\n", "");
    }

    private static double refused() {
        return Metrics.of(gateway)
                .text()
                .lines()
                .filter(line -> line.startsWith("metagate_accesses_total{") && line.contains("principal.busy"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double metric(String beginning) {
        return Metrics.of(gateway).sum(beginning);
    }

    /** The most memory that was seen in use, in MiB. */
    private static final class Watch {

        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private long heap;
        private long direct;
        private double unsent;

        void look() {
            while (goesOn.get()) {
                heap = Math.max(heap, GatewayMemory.of(gateway).used());
                direct = Math.max(direct, GatewayMemory.of(gateway).direct());
                unsent = Math.max(unsent, metric("metagate_admission_unsent_bytes"));
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "at most %d MiB of heap, %d MiB of direct memory, %.0f MiB of counted answers unsent, %d MiB resident",
                    heap,
                    direct,
                    unsent / (1 << 20),
                    GatewayMemory.of(gateway).mostResident());
        }
    }
}
