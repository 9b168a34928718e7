package io.metagate.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.admission.AdmissionConfig;
import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.admission.AdmissionSlot;
import io.metagate.gateway.fixture.LiveHttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueuedRequestTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final AdmissionKey ALICE = new AdmissionKey("https://issuer.example", "alice");
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdmissionControl control = new AdmissionControl(
            new SmallRyeConfigBuilder()
                    .withMapping(AdmissionConfig.class)
                    .withDefaultValue("metagate.admission.max-concurrent-per-principal", "1")
                    .build()
                    .getConfigMapping(AdmissionConfig.class),
            meters);
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Duration timeout = LONG;

    @Test
    void runsAtOnceWhereItIsItsTurn() throws Exception {
        try (LiveHttpServer server = server()) {
            assertThat(server.exchange(GET)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(events).containsExactly("runs on its event loop");
        assertThat(running()).isZero();
    }

    @Test
    void runsOnceItsTurnComes() throws Exception {
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = server();
                Socket client = ask(server)) {
            assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("waits");
            assertThat(events).isEmpty();
            other.close();

            assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200 ");
        }
        assertThat(events).containsExactly("runs on its event loop");
        assertThat(running()).isZero();
    }

    @Test
    void isRefusedOnceWhereItsTurnDoesNotComeInTime() throws Exception {
        timeout = SHORT;
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = server()) {
            assertThat(server.exchange(GET)).startsWith("HTTP/1.1 503 ");
        }
        assertThat(events).containsExactly("waits", "is refused");
        other.close();
        assertThat(running()).isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void isRefusedWhereItsClientHangsUpMeanwhile() throws Exception {
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = server()) {
            try (Socket client = ask(server)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("waits");
            }
            assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("is refused");
        }
        other.close();
        assertThat(events).as("and not run, nor refused again").isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void isRefusedWhereItsClientHasHungUpBefore() throws Exception {
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = LiveHttpServer.routing(
                connection -> {}, router -> router.route().handler(exchange -> {
                    exchange.addEndHandler(over -> enter(exchange));
                    events.add("has come");
                }))) {
            try (Socket client = ask(server)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("has come");
            }
            assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("is refused");
        }
        other.close();
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsNoTimerOnceItRunsWhoeverAnswersIt() throws Exception {
        CountedTimers timers = new CountedTimers();
        BlockingQueue<Integer> pending = new LinkedBlockingQueue<>();
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = LiveHttpServer.routing(
                connection -> {}, router -> router.route().handler(exchange -> {
                    QueuedRequest.enter(
                            control,
                            ALICE,
                            LONG,
                            timers.of(exchange),
                            slot -> {
                                pending.add(timers.pending());
                                slot.close();
                                // As a framework does that answers on this response.
                                exchange.response().endHandler(over -> {});
                                exchange.response().end();
                            },
                            () -> {});
                    pending.add(timers.pending());
                    other.close();
                }))) {
            assertThat(server.exchange(GET)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(pending).as("while it waits, and when it runs").containsExactly(2, 0);
    }

    @Test
    void keepsNoTimerOnceItIsRefused() throws Exception {
        CountedTimers timers = new CountedTimers();
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = LiveHttpServer.routing(
                connection -> {}, router -> router.route().handler(exchange -> {
                    HttpServerResponse response = exchange.response();
                    QueuedRequest.enter(control, ALICE, SHORT, timers.of(exchange), slot -> {}, response::end);
                }))) {
            assertThat(server.exchange(GET)).startsWith("HTTP/1.1 200 ");
        }
        other.close();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void keepsNoTimerOnceItsClientHasHungUp() throws Exception {
        CountedTimers timers = new CountedTimers();
        AdmissionSlot other = control.enter(ALICE, slot -> {});
        try (LiveHttpServer server = LiveHttpServer.routing(
                connection -> {}, router -> router.route().handler(exchange -> {
                    QueuedRequest.enter(
                            control, ALICE, LONG, timers.of(exchange), slot -> {}, () -> events.add("is refused"));
                    events.add("waits");
                }))) {
            try (Socket client = ask(server)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("waits");
                assertThat(timers.pending()).isEqualTo(2);
            }
            assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("is refused");
        }
        other.close();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void givesItsTurnBackWhereItCannotRun() throws Exception {
        try (LiveHttpServer server = LiveHttpServer.routing(
                connection -> {}, router -> router.route().handler(exchange -> {
                    exchange.vertx()
                            .exceptionHandler(
                                    e -> exchange.response().setStatusCode(500).end());
                    QueuedRequest.enter(
                            control,
                            ALICE,
                            timeout,
                            exchange,
                            slot -> {
                                throw new IllegalStateException("injected");
                            },
                            () -> events.add("is refused"));
                }))) {
            assertThat(server.exchange(GET)).startsWith("HTTP/1.1 500 ");
        }
        assertThat(running()).isZero();
        assertThat(events).isEmpty();
    }

    private LiveHttpServer server() {
        return LiveHttpServer.routing(connection -> {}, router -> router.route().handler(this::enter));
    }

    private void enter(RoutingContext exchange) {
        Thread loop = Thread.currentThread();
        boolean closed = exchange.response().closed();
        QueuedRequest.enter(
                control,
                ALICE,
                timeout,
                exchange,
                slot -> {
                    events.add(Thread.currentThread() == loop ? "runs on its event loop" : "runs elsewhere");
                    slot.close();
                    exchange.response().end();
                },
                () -> {
                    events.add("is refused");
                    if (!exchange.response().closed()) {
                        exchange.response().setStatusCode(503).end();
                    }
                });
        if (!closed && waiting() > 0) {
            events.add("waits");
        }
    }

    private double running() {
        return meters.get("metagate.admission.running").gauge().value();
    }

    private double waiting() {
        return meters.get("metagate.admission.waiting").gauge().value();
    }

    private static Socket ask(LiveHttpServer server) throws Exception {
        Socket client = server.connect();
        client.getOutputStream().write(GET.getBytes(ISO_8859_1));
        return client;
    }
}
