package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.UnreadClients;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Problems that list so much that they are larger than the framework's buffer wait for who does not read them, and no
 * worker does.
 */
class UnreadProblemsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int LIMITS = 200;

    /** So many that no socket holds the answers to them. */
    private static final int REQUESTS = 400;

    private static final String LIMIT = """
            apiVersion: metagate.io/v1
            kind: Limit
            metadata: {name: %s-%d}
            spec:
              principals: {roles: [billing-service]}
              per: principal
              requests: [{quota: 1, window: 1d}]
            """;

    @Test
    void holdNoWorker() throws Exception {
        Workspace workspace = Workspace.fresh("unread-problems");
        Files.writeString(
                workspace.policies().resolve("many-limits.yaml"),
                IntStream.range(0, LIMITS)
                        .mapToObj(n -> LIMIT.formatted("a-limit-with-a-name-that-takes-its-room", n))
                        .collect(Collectors.joining("---\n")));
        try (GatewayFixture gateway = GatewayFixture.start(
                workspace, AuditServer.shared(), told -> told.with("METAGATE_HTTP_WRITE_TIMEOUT", "PT5M"))) {
            gateway.awaitReady();
            ApiClient limited = gateway.caller(Persona.BILLING_SERVICE);
            limited.get("/v1/collections");
            ApiResponse problem = limited.get("/v1/collections");
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.body().length()).isGreaterThan(8 * 1024);
            assertThat(problem.header("content-length"))
                    .hasValue(Integer.toString(problem.body().length()));
            assertThat(problem.json().get("violated-policies")).hasSize(LIMITS);

            try (UnreadClients clients = new UnreadClients()) {
                String request = RawExchange.request(limited, "GET", "/v1/collections", "")
                        .replace("Connection: close\r\n", "");
                clients.connect(gateway.url(), CLIENTS, request.repeat(REQUESTS));
                Eventually.holds(
                        "each has an answer that it does not take",
                        PATIENCE,
                        () -> metric(gateway, "metagate_admission_unsent_bytes") >= CLIENTS * 8 * 1024);
                Eventually.holds(
                        "nothing runs but this question",
                        PATIENCE,
                        () -> metric(gateway, "metagate_admission_running") == 1);
                assertThat(metric(gateway, "metagate_admission_unsent_bytes")).isPositive();
            }
        }
    }

    private static double metric(GatewayFixture gateway, String beginning) {
        return Metrics.of(gateway).sum(beginning);
    }
}
