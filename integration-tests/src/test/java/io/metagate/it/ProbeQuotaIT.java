package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.TokenIssuer;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.fixture.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever has two probes gets two answers of each operation that looks values up in hidden fields, and then 429 before
 * the store is asked.
 */
class ProbeQuotaIT {

    private static final String RECORDS = "/v1/collections/companies/records";
    private static final String PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";
    private static final String BUNDLE = """
            apiVersion: metagate.io/v1
            kind: Purpose
            metadata: {name: customer-support}
            spec: {description: Answering a request., legalBasis: contract}
            ---
            apiVersion: metagate.io/v1
            kind: Collection
            metadata: {name: companies}
            spec:
              store: {database: backup, collection: companies}
              id: {type: string, class: reference.company}
              fields:
                domain: {type: string, class: corporate.identity}
                region: {type: string, class: public}
                tier:   {type: string, class: corporate.contract}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: support}
            spec:
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [companies]
              actions: [read, search, count, export, create, update, delete]
              scan: true
              minGroup: 1
              fields:
                - {class: reference, read: pseudonym, filter: [exact], write: blind}
                - {class: corporate.identity, read: {mask: last, keep: 1}, filter: [exact], write: blind}
                - {class: public, read: clear, write: true}
            ---
            apiVersion: metagate.io/v1
            kind: Policy
            metadata: {name: reveal}
            spec:
              effect: permit
              principals: {roles: [support-agent]}
              purposes: [customer-support]
              collections: [companies]
              actions: [reveal]
              fields: [{class: corporate.contract, read: clear}]
            ---
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: two}
            spec:
              principals: {roles: [support-agent]}
              per: principal
              probes: [{quota: 2, window: 1d}]
            """;

    private static GatewayFixture gateway;

    /** One operation whose every request is one probe. */
    private record Operation(String name, String method, String path, String mediaType, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Workspace workspace = Workspace.fresh("probes");
        Path bundle = Files.createDirectories(workspace.folder().resolve("two-probes"));
        Files.writeString(bundle.resolve("bundle.yaml"), BUNDLE);
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told.policies(bundle));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Operation> operations() {
        String filter = "{\"filter\": {\"domain\": \"nobody.example\"}}";
        return Stream.of(
                new Operation("read", "GET", RECORDS + "/probe", "", ""),
                new Operation("search", "POST", RECORDS + "/search", JSON, filter),
                new Operation("count", "POST", RECORDS + "/count", JSON, filter),
                new Operation("export", "POST", RECORDS + "/export", JSON, filter),
                new Operation("create", "POST", RECORDS, JSON, "{\"_id\": \"com-1\", \"region\": \"eu\"}"),
                new Operation("update", "PATCH", RECORDS + "/probe", PATCH, "{\"region\": \"eu\"}"),
                new Operation("delete", "DELETE", RECORDS + "/probe", "", ""),
                new Operation("reveal", "POST", "/v1/collections/companies/tokens/reveal", JSON, """
                        {"field": "tier", "tokens": ["t1_none"]}"""));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void chargesEachProbeBeforeTheStoreIsAsked(Operation operation) throws Exception {
        ApiClient caller = principal(operation.name());
        for (int i = 0; i < 2; i++) {
            ApiResponse reply = send(caller, operation);
            assertThat(reply.status()).as(reply.everything()).isIn(200, 404, 409);
        }
        SideEffects watch = SideEffects.over(gateway);

        AuditRow row = Problems.require(send(caller, operation), watch, 429, "quota.exceeded");

        assertThat(row.leaf()).contains("\"two-probes\":0");
        watch.storeWasNotAsked();
    }

    private static ApiResponse send(ApiClient caller, Operation operation) {
        ApiClient asking =
                operation.mediaType().isEmpty() ? caller : caller.with("Content-Type", operation.mediaType());
        if (operation.method().equals("PATCH")) {
            asking = asking.with("If-Match", "*");
        }
        return asking.send(operation.method(), operation.path(), operation.body());
    }

    /** A principal of its own for each operation, so that no other one has taken its probes. */
    private static ApiClient principal(String subject) {
        String token = Issuers.shared()
                .sign(
                        "probes-" + subject,
                        TokenIssuer.AUDIENCE,
                        Map.of("client_id", "probes", "roles", List.of("support-agent")),
                        Duration.ofMinutes(30));
        return gateway.caller(token).with("Metagate-Purpose", "customer-support");
    }
}
