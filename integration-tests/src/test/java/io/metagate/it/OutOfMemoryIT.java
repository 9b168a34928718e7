package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import io.metagate.it.client.PageReaders;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.GatewayMemory;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.tokens.ForgedTokens;
import io.metagate.test.Eventually;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A gateway that runs out of memory ends, and does not go on with threads that are gone (P6). With the memory that
 * operators are told to give it, it does not.
 */
class OutOfMemoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("metagate.test.pages.seconds", 8));
    private static final String HEAP = System.getProperty("metagate.test.pages.heap", "2g");
    private static final int EXIT_OF_THE_JVM = 3;
    private static final int CLIENTS = 32;

    /** So many devices that a page of records is as large as it may be. */
    private static final int DEVICES = 100;

    @Test
    void endsInsteadOfGoingOnWithoutMemory() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.start(
                Workspace.fresh("memory"),
                AuditServer.shared(),
                told -> told.with("JAVA_TOOL_OPTIONS", "-Xmx8m -XX:+UseSerialGC"))) {
            assertEnds(gateway);
        }
    }

    @Test
    void endsUnderLoadAndReleasesNothingThatIsNotRecorded() throws Exception {
        try (LongStore store = LongStore.of(2_000, DEVICES);
                GatewayFixture gateway = gateway(store, "64m")) {
            gateway.awaitReady();
            List<String> answered;
            try (PageReaders modest = PageReaders.of(List.of(record(gateway), record(gateway)))) {
                Eventually.holds("some read single records", PATIENCE, () -> modest.slowest() > 0);
                try (PageReaders greedy = PageReaders.of(pages(gateway))) {
                    assertEnds(gateway);
                    answered = Stream.concat(modest.auditIds().stream(), greedy.auditIds().stream())
                            .toList();
                    System.out.printf(
                            "%d single records and %d large pages read before memory was used up%n",
                            modest.auditIds().size(), greedy.auditIds().size());
                }
            }
            assertThat(answered).isNotEmpty();
            assertThat(gateway.audit().among(answered)).hasSameSizeAs(answered);
        }
    }

    @Test
    void holdsAsManyLargePagesAsItsManualSays() throws Exception {
        try (LongStore store = LongStore.of(2_000, DEVICES);
                GatewayFixture gateway = gateway(store, HEAP)) {
            gateway.awaitReady();
            long heap = 0;
            long direct = 0;
            try (PageReaders readers = PageReaders.of(pages(gateway))) {
                Eventually.holds("all have read", PATIENCE, () -> readers.slowest() > 0);
                for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
                    heap = Math.max(heap, GatewayMemory.of(gateway).used());
                    direct = Math.max(direct, GatewayMemory.of(gateway).direct());
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
                assertThat(readers.failed()).isZero();
                System.out.printf(
                        "%d connections reading pages of %d bytes under -Xmx%s: at most %d MiB of heap, %d MiB of direct memory, %d MiB resident, %d pages%n",
                        CLIENTS,
                        readers.pageBytes(),
                        HEAP,
                        heap,
                        direct,
                        GatewayMemory.of(gateway).mostResident(),
                        readers.auditIds().size());
            }
            assertThat(gateway.gateway().log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static void assertEnds(GatewayFixture gateway) {
        assertThat(gateway.gateway().awaitExit(PATIENCE))
                .as(gateway.gateway().log())
                .hasValue(EXIT_OF_THE_JVM);
        assertThat(gateway.gateway().log()).contains("Terminating due to java.lang.OutOfMemoryError");
    }

    /** The largest page that there is, for each of many principals. */
    private static List<HttpRequest> pages(GatewayFixture gateway) {
        return IntStream.range(0, CLIENTS)
                .mapToObj(n -> ForgedTokens.naming(
                        "reader-" + n,
                        Issuers.token(Persona.ANALYST),
                        Issuers.key().key(),
                        true))
                .map(token -> gateway.caller(token)
                        .with("Metagate-Purpose", "capacity-planning")
                        .searching("accounts", "{\"limit\": 1000}"))
                .toList();
    }

    private static HttpRequest record(GatewayFixture gateway) {
        return gateway.caller(Persona.ANALYST).reading("accounts", LongStore.id(7));
    }

    private static GatewayFixture gateway(LongStore store, String heap) {
        return GatewayFixture.start(Workspace.fresh("memory"), AuditServer.shared(), told -> told.store(store.uri())
                .allowingOpenStore()
                .with("JAVA_TOOL_OPTIONS", "-Xmx" + heap + " -XX:+UseSerialGC")
                // A slow machine is not what is looked for.
                .with("METAGATE_STORE_TIMEOUT", "PT60S")
                .with("METAGATE_STORE_SERVER_SELECTION_TIMEOUT", "PT60S")
                .with("METAGATE_WRITE_RECONCILE_AFTER", "PT90S")
                .with("METAGATE_ADMISSION_QUEUE_TIMEOUT", "PT60S")
                .with("METAGATE_AUDIT_APPEND_TIMEOUT", "PT60S"));
    }
}
