package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.StoreRelay;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The store is slow, or says nothing: an access ends in time and in the audit log, health goes on, and so does all when
 * the store is back (P6).
 */
class StoreFaultIT {

    private static final Duration LATEST = Duration.ofMillis(2_500);
    private static final Duration HEALTHY = Duration.ofMillis(100);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static StoreRelay relay;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        String uri = SampleStore.shared().uri();
        String host = new ConnectionString(uri).getHosts().get(0);
        int colon = host.lastIndexOf(':');
        relay = StoreRelay.before(
                new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))));
        gateway = GatewayFixture.start(
                Workspace.fresh("store-fault"),
                AuditServer.shared(),
                told -> told.store(uri.replace(host, relay.address())));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        relay.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("slow", (Consumer<StoreRelay>) slow -> slow.delayAnswers(Duration.ofSeconds(10))),
                Arguments.of("silent", (Consumer<StoreRelay>) StoreRelay::keepAnswers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isAnsweredInTimeAndRecovers(String name, Consumer<StoreRelay> fault) throws Exception {
        ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);
        assertThat(search(agent).status()).isEqualTo(200);
        long before = relay.commands("find");
        fault.accept(relay);
        try {
            ApiResponse first = requireRefusal(agent);
            assertThat(relay.commands("find") - before).as("asked once").isEqualTo(1);
            assertThat(first.body()).doesNotContain("acc-");
            IntStream.range(0, 3).forEach(i -> requireRefusal(agent));
            requireHealth();
        } finally {
            relay.letAnswersPass();
        }
        Eventually.holds("answers after " + name, RECOVERY, () -> search(agent).status() == 200);
    }

    private static ApiResponse requireRefusal(ApiClient agent) {
        long begin = System.nanoTime();
        ApiResponse reply = search(agent);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("time to a refusal: " + taken.toMillis() + " ms");
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.body()).contains("\"store.unavailable\"");
        assertThat(reply.header("retry-after")).isPresent();
        assertThat(taken).isLessThan(LATEST);
        assertThat(recorded(reply)).extracting(AuditRow::outcome).isEqualTo("failed");
        return reply;
    }

    private static AuditRow recorded(ApiResponse reply) {
        try {
            return gateway.audit().find(reply.auditId()).orElseThrow();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The usual one of several answers: a busy machine makes single ones late. */
    private static void requireHealth() {
        ApiClient operator = new ApiClient(gateway.management());
        List<Duration> times = IntStream.range(0, 11)
                .mapToObj(i -> {
                    long begin = System.nanoTime();
                    assertThat(operator.get("/q/health").status()).isIn(200, 503);
                    return Duration.ofNanos(System.nanoTime() - begin);
                })
                .sorted(Comparator.naturalOrder())
                .toList();
        assertThat(times.get(times.size() / 2)).isLessThan(HEALTHY);
    }

    private static ApiResponse search(ApiClient agent) {
        return agent.search("accounts", "{\"limit\": 1}");
    }
}
