package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.store.AuthenticatingStore;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A running gateway goes on looking at its store: what its own user may do, and who else is let in. */
class StoreWatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TO_READ = List.of("find", "listIndexes");
    private static final List<String> TO_CHANGE = List.of("find", "listIndexes", "insert", "update", "remove");

    @Test
    void tellsOfRightsBeyondNeedAndGivesNothingFromAStoreThatStandsOpen() throws Exception {
        try (AuthenticatingStore store = AuthenticatingStore.start(LoopbackPort.free(), "gateway", "sesame0815")) {
            Map<String, List<String>> more = new TreeMap<>(needed());
            more.put("backup.accounts", List.of("find", "listIndexes", "dropCollection"));
            store.grant(more);
            try (GatewayFixture gateway =
                    GatewayFixture.start(Workspace.fresh("watch"), AuditServer.shared(), told -> told.store(store.uri())
                            .with("METAGATE_STORE_SECURITY_PROBE_INTERVAL", "PT1S"))) {
                gateway.awaitReady();
                assertThat(said(gateway, "default privileges"))
                        .isEqualTo("more than needed: backup.accounts: dropCollection");
                assertThat(excess(gateway)).isEqualTo(1);

                store.grant(needed());
                Eventually.holds("no more than needed", PATIENCE, () -> said(gateway, "default privileges")
                        .equals("no more than needed"));
                assertThat(excess(gateway)).isZero();

                requireClosedWhileOpen(gateway, store);
            }
        }
    }

    private static void requireClosedWhileOpen(GatewayFixture gateway, AuthenticatingStore store) throws Exception {
        ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(404);

        store.open(true);
        Eventually.holds("not ready", PATIENCE, () -> health(gateway).status() == 503);
        assertThat(said(gateway, "default")).isEqualTo("the store answers without credentials");
        ApiResponse refused = agent.read("accounts", "acc-1");
        Problems.requireForm(refused, 503, "store.unavailable");
        assertThat(gateway.audit().find(refused.auditId()).orElseThrow().outcome())
                .isEqualTo("failed");

        store.open(false);
        Eventually.holds("ready again", PATIENCE, () -> health(gateway).status() == 200);
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(404);
    }

    private static Map<String, List<String>> needed() {
        Map<String, List<String>> needed = new TreeMap<>();
        Stream.of("accounts", "devices", "backup-sets", "storage-nodes")
                .forEach(collection -> needed.put("backup." + collection, TO_READ));
        // the one collection that the demo's policies let somebody change
        needed.put("backup.companies", TO_CHANGE);
        return needed;
    }

    private static double excess(GatewayFixture gateway) {
        return Metrics.of(gateway).sum("metagate_store_excess_privileges");
    }

    /** What readiness says of the store. */
    private static String said(GatewayFixture gateway, String detail) {
        for (JsonNode check : health(gateway).json().path("checks")) {
            if (check.path("name").asText().equals("store")) {
                return check.path("data").path(detail).asText();
            }
        }
        throw new AssertionError("nothing is said of the store");
    }

    private static ApiResponse health(GatewayFixture gateway) {
        return new ApiClient(gateway.management()).get("/q/health/ready");
    }
}
