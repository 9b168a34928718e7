package io.metagate.gateway.enforcement;

import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.connection.HttpConfig;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows the connection of the request at hand. */
@ApplicationScoped
class ExportLines {

    private final CurrentVertxRequest request;
    private final StallWatch watch;

    ExportLines(CurrentVertxRequest request, HttpConfig config, PeriodicTasks tasks) {
        this.request = request;
        this.watch = new StallWatch(config.writeTimeout(), tasks);
    }

    ExportLine current() {
        HttpServerRequest current = request.getCurrent().request();
        ContentCoding coding = ContentCoding.preferred(current.headers().getAll("Accept-Encoding"));
        return new ExportLine(coding, watch, () -> close(current.connection()));
    }

    /**
     * Closes the socket at once. All gentler ways, of the channel as of the connection, first wait for what is on its way to be taken, which is what
     * this client does not do.
     */
    private static void close(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
