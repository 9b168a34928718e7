package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.ExportChunk;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.GatewayMemory;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import io.metagate.test.Seeded;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exports that are larger than the gateway's memory, by clients that hang up or stop reading. */
class LongExportIT {

    private static final long RECORDS = Long.getLong("metagate.test.exported", 50_000);
    private static final int ABORTS = 6;
    private static final int HEAP_MEBIBYTES = 128;
    private static final String HEAP = "-Xmx" + HEAP_MEBIBYTES + "m";

    /**
     * What may be there at the end and was not at the beginning, such as caches and compiled code: the records are more
     * together.
     */
    private static final int MORE_MEBIBYTES = HEAP_MEBIBYTES / 4;

    /** How often memory is looked at in all. */
    private static final int LOOKS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LongStore store;
    private static GatewayFixture gateway;

    private final List<Long> live = new ArrayList<>();
    private long mostHeap;

    @BeforeAll
    static void start() {
        store = LongStore.of(RECORDS);
        gateway = GatewayFixture.start(Workspace.fresh("export"), AuditServer.shared(), told -> told.store(store.uri())
                .allowingOpenStore()
                .with("JAVA_TOOL_OPTIONS", HEAP)
                .with("METAGATE_EXPORT_MAX_CONCURRENT_PER_PRINCIPAL", "2")
                .with("METAGATE_HTTP_WRITE_TIMEOUT", "PT2S"));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        store.close();
    }

    @Test
    void givesEveryRecordOnceInLittleMemoryHoweverOftenTheClientHangsUp() throws Exception {
        long seed = Seeded.seed("LongExportIT");
        RandomGenerator random = new Random(seed);
        String before = gateway.caller(Persona.ANALYST)
                .get("/v1/collections")
                .header("metagate-audit-id")
                .orElseThrow();
        BitSet seen = new BitSet();
        List<String> audited = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int attempts = 0;
        do {
            long lines = attempts < ABORTS ? 1 + random.nextLong(RECORDS / ABORTS) : Long.MAX_VALUE;
            cursor = attempt(cursor, lines, seen, audited);
            attempts++;
        } while (attempts <= ABORTS || cursor.isPresent());

        assertThat(seen.cardinality()).isEqualTo((int) RECORDS);
        assertThat(gateway.audit().among(audited)).hasSize(audited.size());
        int all = attempts;
        Eventually.holds("an end of each export", PATIENCE, () -> ends(before) >= all);
        assertThat(store.cursorsHeld()).as("cursors between chunks").isZero();
        long first = most(live.subList(0, Math.max(1, live.size() / 10)));
        long last = most(live.subList(live.size() - Math.max(1, live.size() / 10), live.size()));
        System.out.println(String.format(
                Locale.ROOT,
                "%d records in %d chunks and %d attempts under %s: at most %d MiB of heap in use,"
                        + " %d MiB live in the beginning and %d MiB at the end, at most %d MiB resident",
                RECORDS,
                audited.size(),
                attempts,
                HEAP,
                mostHeap,
                first,
                last,
                GatewayMemory.of(gateway).mostResident()));
        assertThat(last).as("MiB of live objects").isLessThanOrEqualTo(first + MORE_MEBIBYTES);
    }

    @Test
    void aClientThatStopsReadingIsEndedAndHoldsUpNobodyElse() throws Exception {
        ApiClient analyst = gateway.caller(Persona.ANALYST).with("Content-Type", "application/json");
        String request = RawExchange.request(analyst, "POST", "/v1/collections/accounts/records/export", "{}");
        Eventually.holds("no export of another test", PATIENCE, () -> metric("metagate_exports_running") == 0);
        double before = metric("metagate_exports_total{end=\"aborted\"");
        try (Socket first = unread(request);
                Socket second = unread(request)) {
            Eventually.holds("two exports", PATIENCE, () -> metric("metagate_exports_running") == 2);
            ApiResponse third = analyst.send("POST", "/v1/collections/accounts/records/export", "{}");
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.body()).contains("export.busy");
            assertThat(third.header("retry-after")).contains("5");
            assertThat(analyst.search("accounts", "{\"limit\": 10}").status()).isEqualTo(200);
            Eventually.holds(
                    "both are ended",
                    PATIENCE,
                    () -> metric("metagate_exports_total{end=\"aborted\"") == before + 2
                            && metric("metagate_exports_running") == 0);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    /** Reads on from the cursor, and returns where to read on from next. */
    private Optional<String> attempt(Optional<String> cursor, long lines, BitSet seen, List<String> audited)
            throws IOException {
        String body = cursor.map(place -> "{\"cursor\": \"" + place + "\"}").orElse("{}");
        List<Optional<String>> next = new ArrayList<>(List.of(cursor));
        try (InputStream export = gateway.caller(Persona.ANALYST).export("accounts", body)) {
            ExportChunk.read(export, lines, chunk -> {
                chunk.records().forEach(record -> {
                    int number = record.path("usedBytes").asInt();
                    assertThat(seen.get(number)).as("record %d is new", number).isFalse();
                    seen.set(number);
                });
                audited.add(chunk.auditId());
                next.set(0, chunk.next());
                mostHeap = Math.max(mostHeap, GatewayMemory.of(gateway).used());
                if (audited.size() % Math.max(1, RECORDS / 1000 / LOOKS) == 0) {
                    live.add(GatewayMemory.of(gateway).live());
                }
            });
        }
        return next.get(0);
    }

    private static long most(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static long ends(String since) throws Exception {
        return gateway.audit().after(since).stream()
                .filter(row -> row.leaf().contains("\"end\":\""))
                .count();
    }

    /** A connection on which a request was sent, whose answer nobody reads. */
    private static Socket unread(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(
                new InetSocketAddress(gateway.url().getHost(), gateway.url().getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static double metric(String beginning) {
        return Metrics.of(gateway).sum(beginning);
    }
}
