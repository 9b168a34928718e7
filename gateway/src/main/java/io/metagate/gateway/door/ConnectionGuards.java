package io.metagate.gateway.door;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets a {@link ConnectionGuard} on each connection to the API. The server has no other place for such a thing than the extensions of its network
 * library, which {@code Main} asks for.
 */
public final class ConnectionGuards extends ChannelInitializerExtension {

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
    private static volatile Duration patience = Duration.ofSeconds(10);

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        if (connection.localAddress() instanceof InetSocketAddress here && PORTS.contains(here.getPort())) {
            ConnectionGuard.watch(connection, patience);
        }
    }

    /** Tells the guards of the ports of the API, before these are opened. */
    @ApplicationScoped
    static class Ports implements HttpServerOptionsCustomizer {

        private final DoorConfig config;

        Ports(DoorConfig config) {
            this.config = config;
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
            patience = config.arrivalTimeout();
            PORTS.add(options.getPort());
        }
    }
}
