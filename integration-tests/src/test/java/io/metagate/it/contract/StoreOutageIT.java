package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.StoreRelay;
import io.metagate.it.fixture.Workspace;
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
                GatewayFixture gateway = GatewayFixture.start(
                        Workspace.fresh("outage"),
                        AuditServer.shared(),
                        told -> told.store(store.replace(host, relay.address())))) {
            gateway.awaitReady();
            List<ApiOperation> endpoints = endpoints(gateway);
            relay.cut();
            for (ApiOperation endpoint : endpoints) {
                if (WITHOUT_STORE.contains(endpoint.id())) {
                    assertThat(send(gateway, endpoint).status())
                            .as(endpoint.toString())
                            .isEqualTo(200);
                } else {
                    requireOutage(gateway, endpoint);
                }
            }
        }
    }

    /**
     * Each GET as a HEAD too; reads first, as the first change would else find connections that it takes for good ones.
     */
    private static List<ApiOperation> endpoints(GatewayFixture gateway) {
        List<ApiOperation> gets = new ArrayList<>();
        List<ApiOperation> others = new ArrayList<>();
        for (ApiOperation endpoint : OpenApiDocument.of(gateway.stranger()).endpoints()) {
            if (endpoint.method().equals("GET")) {
                gets.addAll(List.of(endpoint, endpoint.asHead()));
            } else {
                others.add(endpoint);
            }
        }
        gets.addAll(others);
        return gets;
    }

    private static void requireOutage(GatewayFixture gateway, ApiOperation endpoint) throws Exception {
        ApiResponse reply = send(gateway, endpoint);
        assertThat(reply.status()).as(endpoint + " " + reply.everything()).isEqualTo(503);
        assertThat(reply.header("retry-after")).hasValue("1");
        if (!endpoint.isHead()) {
            assertThat(reply.json().path("code").asText()).isEqualTo("store.unavailable");
        }
        AuditRow row = gateway.audit().find(reply.auditId()).orElseThrow();
        assertThat(row.outcome()).as(endpoint.toString()).isEqualTo("failed");
        assertThat(row.problem()).hasValue("store.unavailable");
    }

    private static ApiResponse send(GatewayFixture gateway, ApiOperation endpoint) {
        ApiOperation.Body body = endpoint.bodies().get(0);
        return Personas.of(gateway, endpoint)
                .with("Content-Type", body.contentType())
                .send(endpoint.method(), endpoint.target(), body.text());
    }
}
