package io.metagate.gateway.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.ConnectionInitializer.Ports;
import io.metagate.gateway.fixture.LiveHttpServer;
import io.metagate.test.Eventually;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sources take all places of a port. */
class FullPortTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final int SHARE = 6;
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String BODY =
            "POST /wait HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 4\r\n\r\n";

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final BlockingQueue<HttpServerRequest> underWay = new LinkedBlockingQueue<>();
    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void configure() {
        Metrics.addRegistry(metrics);
        new Ports(new SmallRyeConfigBuilder()
                        .withMapping(HttpConfig.class)
                        .withDefaultValue("metagate.http.request-read-timeout", "PT10M")
                        .withDefaultValue("metagate.http.max-connections", Integer.toString(2 * SHARE))
                        .withDefaultValue("metagate.http.max-connections-per-source", Integer.toString(SHARE))
                        .build()
                        .getConfigMapping(HttpConfig.class))
                .customizeHttpServer(new HttpServerOptions().setPort(1));
    }

    @AfterEach
    void forget() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        Metrics.removeRegistry(metrics);
    }

    @Test
    void answersOthersWhoeverKeepsSilent() throws Exception {
        answersOthersWhileTwoSourcesSay("");
    }

    @Test
    void answersOthersWhoeverNeverEndsItsHead() throws Exception {
        answersOthersWhileTwoSourcesSay("GET / HTTP/1.1\r\nX-");
    }

    @Test
    void answersOthersWhoeverHasBeenAnswered() throws Exception {
        answersOthersWhileTwoSourcesSay(GET);
    }

    private void answersOthersWhileTwoSourcesSay(String said) throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(FullPortTest::accept, this::answer)) {
            Socket waiting = connect(server, "127.0.0.1", WAIT);
            Socket sending = connect(server, "127.0.0.1", BODY);
            Eventually.holds("both are under way", () -> underWay.size() == 2);
            for (int i = 0; i < 2 * SHARE; i++) {
                fill(server, said);
            }
            for (int i = 0; i < 2 * SHARE; i++) {
                assertThat(text(connect(server, "127.0.0.42", LAST))).startsWith("HTTP/1.1 200 ");
                fill(server, said);
            }
            sending.getOutputStream().write("body".getBytes(US_ASCII));
            for (int i = 0; i < 2; i++) {
                HttpServerRequest request = underWay.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                request.response().end("late");
            }
            assertThat(text(waiting)).endsWith("late");
            assertThat(text(sending)).endsWith("late");
        }
        assertThat(counted("evicted")).isPositive();
        assertThat(counted("refused")).isZero();
    }

    private double counted(String what) {
        return metrics.find("metagate.http.connections." + what).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void fill(LiveHttpServer server, String said) throws IOException {
        for (String from : List.of("127.0.0.40", "127.0.0.41")) {
            Socket client = connect(server, from, said);
            if (said.equals(GET)) {
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    private static void accept(Channel connection) {
        new ConnectionInitializer().postInitializeServerChildChannel(connection);
        if (connection.pipeline().get(ConnectionRefusalHandler.class) != null) {
            var unused = connection.close();
        }
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/wait")) {
            underWay.add(request);
        } else {
            request.response().end("at once");
        }
    }

    private Socket connect(LiveHttpServer server, String from, String said) throws IOException {
        Socket client = server.connect(InetAddress.getByName(from));
        clients.add(client);
        client.getOutputStream().write(said.getBytes(US_ASCII));
        return client;
    }

    private static String text(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
}
