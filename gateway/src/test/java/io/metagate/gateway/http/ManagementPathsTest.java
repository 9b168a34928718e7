package io.metagate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.pipelining.PipeliningHandler;
import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.gateway.fixture.LiveHttpServer;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementPathsTest {

    private static final String HOST = " HTTP/1.1\r\nHost: h\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";

    private Consumer<Channel> connections = ManagementPathsTest::addHandler;
    private Handler<RoutingContext> endpoint = exchange -> exchange.response().end("is answered");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started",
                "/q/metrics",
                "/q/metrics?",
                "/q/health?a=/b"
            })
    void answersEachPathInItsOneSpelling(String path) throws Exception {
        assertThat(answer("GET " + path + HOST + CLOSE))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("is answered");
        assertThat(answer("HEAD " + path + HOST + CLOSE)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q",
                "/q/health/",
                "//q/health",
                "/q/./health",
                "/q/health;a=b",
                "/q/%68ealth",
                "/q/health/other",
                "/q/metrics/other",
                "/q/openapi",
                "http://h/q/health"
            })
    void knowsNothingElse(String path) throws Exception {
        assertThat(answer("GET " + path + HOST + CLOSE))
                .startsWith("HTTP/1.1 404 ")
                .endsWith("\r\n\r\n");
        assertThat(answer("PUT " + path + HOST + CLOSE)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "OTHER"})
    void answersQuestionsAlone(String method) throws Exception {
        assertThat(answer(method + " /q/health" + HOST + CLOSE))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("\r\nAllow: GET, HEAD\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n"})
    void hangsUpOnWhoeverSendsABody(String framing) throws Exception {
        assertThat(answer("GET /q/health" + HOST + framing + CLOSE)).isEmpty();
        assertThat(answer("GET /other" + HOST + framing + CLOSE)).isEmpty();
    }

    @Test
    void answersWhoeverSaysThatThereIsNoBody() throws Exception {
        assertThat(answer("GET /q/health" + HOST + "Content-Length: 0\r\n" + CLOSE))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void hangsUpOnAConnectionWithoutItsHandlers() throws Exception {
        connections = connection -> {};
        assertThat(answer("GET /q/health" + HOST + CLOSE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"418, 418", "-1, 500"})
    void saysNothingOfAFailureButItsStatus(int failed, int told) throws Exception {
        endpoint = exchange -> exchange.fail(failed, new IllegalStateException("canary"));
        assertThat(answer("GET /q/health" + HOST + CLOSE))
                .startsWith("HTTP/1.1 " + told + " ")
                .endsWith("\r\n\r\n")
                .doesNotContain("canary");
    }

    @Test
    void saysNothingMoreOfAFailureBehindAnAnswer() throws Exception {
        endpoint = exchange -> {
            exchange.response().end("is answered");
            exchange.fail(500);
        };
        assertThat(answer("GET /q/health" + HOST + CLOSE))
                .containsOnlyOnce("HTTP/1.1 ")
                .endsWith("is answered");
    }

    private String answer(String request) throws Exception {
        try (LiveHttpServer server = LiveHttpServer.routing(connections, router -> {
            new ManagementPaths().install(() -> router);
            router.route().handler(endpoint);
        })) {
            return server.exchange(request);
        }
    }

    private static void addHandler(Channel connection) {
        PipeliningHandler.addTo(connection, Duration.ofSeconds(5), false, new PipelinedRequestThrottles(1_000));
    }
}
