package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.bed.AuditRow;
import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.SampleStore;
import io.metagate.it.bed.StoreRelay;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.Reply;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the store is out of reach, each operation that needs it says so, and the audit log does; the others go on. */
class StoreOutageIT {

    private static final Set<String> WITHOUT_STORE =
            Set.of("listCollections", "describeCollection", "revealTokens", "explainDecision", "searchAuditRecords");

    @Test
    void eachOperationThatNeedsTheStoreFailsAndIsRecorded() throws Exception {
        String store = SampleStore.shared().uri();
        String host = store.replaceFirst("(?:.*@|.*//)([^/@?]+).*", "$1");
        String[] address = host.split(":", -1);
        try (StoreRelay relay = StoreRelay.before(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
                Bed bed = Bed.start(
                        Workspace.fresh("outage"),
                        AuditServer.shared(),
                        told -> told.store(store.replace(host, relay.address())))) {
            bed.awaitReady();
            List<Endpoint> endpoints = endpoints(bed);
            relay.cut();
            for (Endpoint endpoint : endpoints) {
                if (WITHOUT_STORE.contains(endpoint.id())) {
                    assertThat(send(bed, endpoint).status())
                            .as(endpoint.toString())
                            .isEqualTo(200);
                } else {
                    requireOutage(bed, endpoint);
                }
            }
        }
    }

    /**
     * Each GET as a HEAD too; reads first, as the first change would else find connections that it takes for good ones.
     */
    private static List<Endpoint> endpoints(Bed bed) {
        List<Endpoint> gets = new ArrayList<>();
        List<Endpoint> others = new ArrayList<>();
        for (Endpoint endpoint : Contract.of(bed.stranger()).endpoints()) {
            if (endpoint.method().equals("GET")) {
                gets.addAll(List.of(endpoint, endpoint.asHead()));
            } else {
                others.add(endpoint);
            }
        }
        gets.addAll(others);
        return gets;
    }

    private static void requireOutage(Bed bed, Endpoint endpoint) throws Exception {
        Reply reply = send(bed, endpoint);
        assertThat(reply.status()).as(endpoint + " " + reply.everything()).isEqualTo(503);
        assertThat(reply.header("retry-after")).hasValue("1");
        if (!endpoint.isHead()) {
            assertThat(reply.json().path("code").asText()).isEqualTo("store.unavailable");
        }
        AuditRow row = bed.audit().find(reply.auditId()).orElseThrow();
        assertThat(row.outcome()).as(endpoint.toString()).isEqualTo("failed");
        assertThat(row.problem()).hasValue("store.unavailable");
    }

    private static Reply send(Bed bed, Endpoint endpoint) {
        Endpoint.Body body = endpoint.bodies().get(0);
        return Personas.of(bed, endpoint)
                .with("Content-Type", body.contentType())
                .send(endpoint.method(), endpoint.target(), body.text());
    }
}
