package io.metagate.gateway.connection.pipelining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.fixture.LiveHttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String LAST = "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Boolean> closing = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void measure() {
        Metrics.addRegistry(metrics);
    }

    @AfterEach
    void forget() {
        Metrics.removeRegistry(metrics);
    }

    @Test
    void knowsWhetherTheRequestsOfAConnectionAreLetInOneByOne() throws Exception {
        Consumer<HttpServerRequest> tells =
                request -> request.response().end(ClientConnection.isHandled(request) ? "is handled" : "is not");

        assertThat(answers(ClientConnectionTest::addHandler, tells, LAST)).endsWith("is handled");
        assertThat(answers(connection -> {}, tells, LAST)).endsWith("is not");
    }

    @Test
    void letsNoRequestInBehindTheLastAnswer() throws Exception {
        String answers = answers(
                ClientConnectionTest::addHandler,
                request -> {
                    closing.add(ClientConnection.isClosing(request));
                    ClientConnection.beginToClose(request);
                    closing.add(ClientConnection.isClosing(request));
                    request.response().bodyEndHandler(none -> ClientConnection.close(request));
                    request.response().end("the last");
                },
                GET + GET);

        assertThat(answers).endsWith("the last").containsOnlyOnce("HTTP/1.1");
        assertThat(closing).containsExactly(false, true);
    }

    @Test
    void closesBehindTheLastAnswerOnWhicheverThread() throws Exception {
        assertThat(answers(
                        ClientConnectionTest::addHandler,
                        request -> request.response()
                                .end("the last")
                                .onSuccess(none -> new Thread(() -> ClientConnection.close(request)).start()),
                        GET))
                .endsWith("the last");
    }

    @Test
    void closesAConnectionThatItDoesNotHandle() throws Exception {
        assertThat(answers(
                        connection -> {},
                        request ->
                                request.response().end("the last").onSuccess(none -> ClientConnection.close(request)),
                        GET))
                .endsWith("the last");
    }

    @Test
    void hangsUpBeforeAnAnswerLeavesThatNobodyHasRecorded() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(answers(
                            ClientConnectionTest::addHandler,
                            request -> {
                                ClientConnection.cut(request);
                                request.response().end("not recorded");
                            },
                            GET + GET))
                    .isEmpty();
            assertThat(log.text()).containsOnlyOnce("hung up before an answer left that nobody had recorded");
        }
        assertThat(metrics.counter("metagate.http.unaudited", "answer", "cut").count())
                .isOne();
    }

    @Test
    void failsWhereItCannotHangUp() throws Exception {
        CompletableFuture<HttpServerRequest> unhandled = new CompletableFuture<>();
        answers(
                connection -> {},
                request -> {
                    unhandled.complete(request);
                    request.response().end();
                },
                LAST);

        HttpServerRequest request = unhandled.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> ClientConnection.cut(request)).isInstanceOf(IllegalStateException.class);
    }

    private static String answers(Consumer<Channel> connections, Consumer<HttpServerRequest> requests, String text)
            throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(connections, requests)) {
            return server.exchange(text);
        }
    }

    private static void addHandler(Channel connection) {
        PipeliningHandler.addTo(connection, Duration.ofSeconds(5), true, new PipelinedRequestThrottles(1_000));
    }
}
