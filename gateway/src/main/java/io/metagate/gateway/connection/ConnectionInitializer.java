package io.metagate.gateway.connection;

import io.metagate.gateway.connection.pipelining.PipeliningHandler;
import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the connections to both ports, and sets a {@link PipeliningHandler} and a {@link WriteRateHandler} on each.
 * The server has no other place for such a thing than the extensions of its network library, which {@code GatewayMain}
 * asks for.
 */
public final class ConnectionInitializer extends ChannelInitializerExtension {

    private static final String API = "api";
    private static final String MANAGEMENT = "management";
    /** What the operating system, which doubles it, holds of what is sent; left to itself, that may be several MiB. */
    private static final int SEND_BUFFER = 256 * 1024;

    private static final Set<Integer> APIS = ConcurrentHashMap.newKeySet();
    private static volatile Settings settings = new Settings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            8192,
            new PipelinedRequestThrottles(200),
            new ConnectionLimiter(1024, 512));

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        if (connection.localAddress() instanceof InetSocketAddress here
                && connection.remoteAddress() instanceof InetSocketAddress there) {
            Settings now = settings;
            boolean api = APIS.contains(here.getPort());
            String port = api ? API : MANAGEMENT;
            Optional<String> beyond = ConnectionLease.open(connection, now.limiter, port, there.getAddress());
            if (beyond.isPresent()) {
                Metrics.counter("metagate.http.connections.refused", "limit", beyond.get())
                        .increment();
                connection.pipeline().addFirst("refused", new ConnectionRefusalHandler());
                return;
            }
            addHandlers(connection, now, api);
        }
    }

    private static void addHandlers(Channel connection, Settings now, boolean api) {
        connection.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        connection.pipeline().addFirst("write-rate", new WriteRateHandler(now.writeTimeout, now.minWriteRate));
        PipeliningHandler.addTo(connection, now.requestReadTimeout, api, now.throttles);
    }

    private record Settings(
            Duration requestReadTimeout,
            Duration writeTimeout,
            long minWriteRate,
            PipelinedRequestThrottles throttles,
            ConnectionLimiter limiter) {}

    /** Tells the handlers what they need to know, before any port is opened. */
    @ApplicationScoped
    static class Ports implements HttpServerOptionsCustomizer {

        private final Settings configured;

        Ports(HttpConfig config) {
            ConnectionLimiter limiter =
                    new ConnectionLimiter(config.maxConnections(), config.maxConnectionsPerSource());
            configured = new Settings(
                    config.requestReadTimeout(),
                    config.writeTimeout(),
                    config.minWriteRate(),
                    new PipelinedRequestThrottles(config.pipelinedRate()),
                    limiter);
            measure(API);
            measure(MANAGEMENT);
        }

        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            open(options);
        }

        @Override
        public void customizeHttpsServer(HttpServerOptions options) {
            open(options);
        }

        private void open(HttpServerOptions options) {
            settings = configured;
            APIS.add(options.getPort());
        }

        private static void measure(String port) {
            Gauge.builder("metagate.http.connections", () -> settings.limiter.count(port))
                    .tag("port", port)
                    .register(Metrics.globalRegistry);
        }
    }
}
