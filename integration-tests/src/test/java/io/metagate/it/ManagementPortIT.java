package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port answers what README lists, each path in its one spelling, and reads no body. */
class ManagementPortIT {

    private final GatewayFixture gateway = GatewayFixture.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started",
                "/q/metrics",
                "/q/metrics?a"
            })
    void answersWhatIsListed(String path) {
        assertThat(send("GET", path).status()).isEqualTo(200);
        assertThat(send("HEAD", path).status()).isEqualTo(200);
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CANARY")) {
            ApiResponse reply = send(method, path);
            assertThat(reply.status()).as(method).isEqualTo(405);
            assertThat(reply.header("allow")).hasValue("GET, HEAD");
            assertThat(reply.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q",
                "/q/",
                "/q/health/",
                "//q/health",
                "/q//health",
                "/q/metrics/",
                "/q/metrics/x",
                "/q/../q/metrics",
                "/q/./metrics",
                "/%71/metrics",
                "/q/health/well",
                "/q/health/group",
                "/q/health/group/x",
                "/q/health-ui",
                "/q/openapi",
                "/openapi",
                "/q/info",
                "/q/Metrics",
                "/q/metrics;x",
                "/v1/collections",
                "http://gateway/q/metrics"
            })
    void hasNothingElse(String path) {
        ApiResponse reply = send("GET", path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Length: 9"})
    void hangsUpOnABody(String field) {
        String request = RawExchange.request(List.of(field), "GET", "/q/health", "");
        assertThat(RawExchange.sendAll(gateway.management(), request + request)).isEmpty();
    }

    private ApiResponse send(String method, String path) {
        return RawExchange.parsed(
                RawExchange.send(gateway.management(), RawExchange.request(List.of(), method, path, "")));
    }
}
