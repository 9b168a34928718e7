package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.store.AuthenticatingStore;
import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Metrics;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.Caller;
import io.metagate.it.client.Reply;
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
            try (Bed bed = Bed.start(Workspace.fresh("watch"), AuditServer.shared(), told -> told.store(store.uri())
                    .with("METAGATE_STORE_SECURITY_PROBE_INTERVAL", "PT1S"))) {
                bed.awaitReady();
                assertThat(said(bed, "default privileges"))
                        .isEqualTo("more than needed: backup.accounts: dropCollection");
                assertThat(excess(bed)).isEqualTo(1);

                store.grant(needed());
                Eventually.holds("no more than needed", PATIENCE, () -> said(bed, "default privileges")
                        .equals("no more than needed"));
                assertThat(excess(bed)).isZero();

                requireClosedWhileOpen(bed, store);
            }
        }
    }

    private static void requireClosedWhileOpen(Bed bed, AuthenticatingStore store) throws Exception {
        Caller agent = bed.caller(Persona.SUPPORT_AGENT);
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(404);

        store.open(true);
        Eventually.holds("not ready", PATIENCE, () -> health(bed).status() == 503);
        assertThat(said(bed, "default")).isEqualTo("the store answers without credentials");
        Reply refused = agent.read("accounts", "acc-1");
        Problems.requireForm(refused, 503, "store.unavailable");
        assertThat(bed.audit().find(refused.auditId()).orElseThrow().outcome()).isEqualTo("failed");

        store.open(false);
        Eventually.holds("ready again", PATIENCE, () -> health(bed).status() == 200);
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

    private static double excess(Bed bed) {
        return Metrics.of(bed).sum("metagate_store_excess_privileges");
    }

    /** What readiness says of the store. */
    private static String said(Bed bed, String detail) {
        for (JsonNode check : health(bed).json().path("checks")) {
            if (check.path("name").asText().equals("store")) {
                return check.path("data").path(detail).asText();
            }
        }
        throw new AssertionError("nothing is said of the store");
    }

    private static Reply health(Bed bed) {
        return new Caller(bed.management()).get("/q/health/ready");
    }
}
