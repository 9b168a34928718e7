package io.metagate.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    private static final int CHUNKED = 0;
    private static final HttpLoad HUNDRED = new HttpLoad(3, Duration.ofSeconds(20), 100);

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    HttpLoadTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/good", exchange -> answer(exchange, 200, 5));
        server.createContext("/chunked", exchange -> answer(exchange, 200, CHUNKED));
        server.createContext("/refused", exchange -> answer(exchange, 403, 5));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAsOftenAsItIsToldAndCountsGoodAnswers() throws InterruptedException {
        LoadMeasurement measured = HUNDRED.on(target().gets(List.of("/good")), 1);

        assertThat(asked).hasValue(100);
        assertThat(measured.latencies().getTotalCount()).isEqualTo(100);
        assertThat(measured.errors()).isZero();
        assertThat(measured.meanBytes()).isEqualTo(5);
        assertThat(measured.perSecond()).isPositive();
    }

    @Test
    void countsARefusalAsAnErrorAndNotAsAnAnswer() throws InterruptedException {
        LoadMeasurement measured = HUNDRED.on(target().gets(List.of("/good", "/refused")), 1);

        assertThat(measured.errors()).isPositive();
        assertThat(measured.latencies().getTotalCount() + measured.errors()).isEqualTo(100);
    }

    @Test
    void readsAnswersInChunks() throws InterruptedException {
        LoadMeasurement measured = HUNDRED.on(target().gets(List.of("/chunked")), 1);

        assertThat(measured.errors()).isZero();
        assertThat(measured.meanBytes()).isEqualTo(5);
    }

    @Test
    void sendsHeadersAndBodiesWhole() throws InterruptedException {
        HttpTarget target = target().header("X-Test", "yes").posts("/good", List.of("{\"name\":\"Zoë\"}"));

        new HttpLoad(1, Duration.ofSeconds(20), 2).on(target, 1);

        assertThat(bodies).containsExactly("yes {\"name\":\"Zoë\"}", "yes {\"name\":\"Zoë\"}");
    }

    @Test
    void endsWhenItsTimeIsOver() throws InterruptedException {
        HttpLoad load = new HttpLoad(1, Duration.ofMillis(50), Long.MAX_VALUE);

        LoadMeasurement measured = load.on(target().gets(List.of("/good")), 1);

        assertThat(measured.time()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(15));
    }

    private HttpTarget target() {
        return HttpTarget.at(server.getAddress());
    }

    private void answer(HttpExchange exchange, int status, int length) throws IOException {
        asked.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        bodies.add(exchange.getRequestHeaders().getFirst("X-Test") + " " + body);
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write("12345".getBytes(UTF_8));
        exchange.close();
    }
}
