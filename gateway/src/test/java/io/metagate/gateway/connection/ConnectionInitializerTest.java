package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.ConnectionInitializer.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionInitializerTest {

    private static final int API = 11;
    private static final int SECURE_API = 12;
    private static final int MANAGEMENT = 13;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final ConnectionInitializer initializer = new ConnectionInitializer();

    @BeforeEach
    void configure() {
        Metrics.addRegistry(metrics);
        Ports ports = new Ports(new SmallRyeConfigBuilder()
                .withMapping(HttpConfig.class)
                .withDefaultValue("metagate.http.max-connections", "3")
                .withDefaultValue("metagate.http.max-connections-per-source", "2")
                .build()
                .getConfigMapping(HttpConfig.class));
        ports.customizeHttpServer(new HttpServerOptions().setPort(API));
        ports.customizeHttpsServer(new HttpServerOptions().setPort(SECURE_API));
    }

    @AfterEach
    void forget() {
        Metrics.removeRegistry(metrics);
    }

    @Test
    void countsTheConnectionsToEachPortUntilTheyAreClosed() {
        EmbeddedChannel first = connect(API, "192.0.2.1");
        connect(SECURE_API, "192.0.2.1");
        connect(MANAGEMENT, "192.0.2.1");
        assertThat(open("api")).isEqualTo(2);
        assertThat(open("management")).isOne();

        var unused = first.close();
        first.runPendingTasks();
        assertThat(open("api")).isOne();
    }

    @Test
    void refusesTheConnectionsBeyondTheLimitsWhileRequestsAreUnderWay() {
        ask("192.0.2.1");
        ask("192.0.2.1");
        assertThat(handlers(connect(API, "192.0.2.1"))).containsExactly(ConnectionRefusalHandler.class);
        ask("192.0.2.2");
        assertThat(handlers(connect(API, "192.0.2.3"))).containsExactly(ConnectionRefusalHandler.class);

        assertThat(refused("source")).isOne();
        assertThat(refused("total")).isOne();
        assertThat(evicted("source") + evicted("total")).isZero();
        assertThat(open("api")).isEqualTo(3);
    }

    @Test
    void evictsIdleConnectionsForThoseBeyondTheLimits() {
        EmbeddedChannel first = connect(API, "192.0.2.1");
        EmbeddedChannel second = connect(API, "192.0.2.1");
        assertThat(handlers(connect(API, "192.0.2.1"))).doesNotContain(ConnectionRefusalHandler.class);
        first.runPendingTasks();
        assertThat(first.isOpen()).isFalse();
        connect(API, "192.0.2.2");
        assertThat(handlers(connect(API, "192.0.2.3"))).doesNotContain(ConnectionRefusalHandler.class);
        second.runPendingTasks();
        assertThat(second.isOpen()).isFalse();

        assertThat(evicted("source")).isOne();
        assertThat(evicted("total")).isOne();
        assertThat(refused("source") + refused("total")).isZero();
        assertThat(open("api")).isEqualTo(3);
    }

    @Test
    void handlesEachConnectionThatItTakes() {
        assertThat(connect(API, "192.0.2.1").pipeline().names()).startsWith("pipelining-placement", "write-rate");
        assertThat(connect(MANAGEMENT, "192.0.2.1").pipeline().names())
                .startsWith("pipelining-placement", "write-rate");
    }

    @Test
    void knowsWhichPortIsTheOneWhoseAnswersAreRecorded() {
        for (int port : List.of(API, SECURE_API, MANAGEMENT)) {
            EmbeddedChannel connection = connect(port, "192.0.2.1");
            connection.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
            connection.writeInbound(Unpooled.copiedBuffer("GET", StandardCharsets.US_ASCII));
            connection.writeOutbound(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE));
            ((ByteBuf) connection.readOutbound()).release();
        }
        assertThat(metrics.counter("metagate.http.unaudited", "answer", "503").count())
                .as("of the two ports of the API alone")
                .isEqualTo(2);
    }

    @Test
    void leavesOthersThanNetworkConnectionsAlone() {
        EmbeddedChannel local = new EmbeddedChannel();
        initializer.postInitializeServerChildChannel(local);
        assertThat(handlers(local)).isEmpty();
    }

    private EmbeddedChannel connect(int port, String from) {
        Connection connection = new Connection(port, address(from));
        initializer.postInitializeServerChildChannel(connection);
        return connection;
    }

    private void ask(String from) {
        EmbeddedChannel connection = connect(API, from);
        connection.pipeline().addLast(new HttpRequestDecoder()).addLast("httpEncoder", new HttpResponseEncoder());
        connection.writeInbound(Unpooled.copiedBuffer(
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n", StandardCharsets.US_ASCII));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getAllByName(text)[0];
        } catch (UnknownHostException e) {
            throw new AssertionError("no address: " + text, e);
        }
    }

    private double open(String port) {
        return metrics.get("metagate.http.connections")
                .tag("port", port)
                .gauge()
                .value();
    }

    private double refused(String limit) {
        return metrics.counter("metagate.http.connections.refused", "limit", limit)
                .count();
    }

    private double evicted(String limit) {
        return metrics.counter("metagate.http.connections.evicted", "limit", limit)
                .count();
    }

    private static List<Class<? extends ChannelHandler>> handlers(EmbeddedChannel connection) {
        return connection.pipeline().toMap().values().stream()
                .<Class<? extends ChannelHandler>>map(ChannelHandler::getClass)
                .filter(type -> type.getName().startsWith("io.metagate."))
                .toList();
    }

    /** A connection from one address to a port. */
    private static final class Connection extends EmbeddedChannel {

        private final int port;
        private final InetAddress from;

        Connection(int port, InetAddress from) {
            this.port = port;
            this.from = from;
        }

        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(from, 50_000);
        }
    }
}
