package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.connection.ConnectionReset;
import io.metagate.gateway.connection.HttpConfig;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.WriteTimeoutWatchdog;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows the connection of the request at hand. */
@ApplicationScoped
class ExportConnections {

    private final CurrentVertxRequest request;
    private final WriteTimeoutWatchdog watch;

    ExportConnections(CurrentVertxRequest request, HttpConfig config, PeriodicTasks tasks) {
        this.request = request;
        this.watch = new WriteTimeoutWatchdog(config.writeTimeout(), tasks);
    }

    ExportConnection current() {
        HttpServerRequest current = request.getCurrent().request();
        ContentCoding coding = ContentCoding.preferred(current.headers().getAll("Accept-Encoding"));
        return new ExportConnection(coding, watch, () -> ConnectionReset.closeNow(current.connection()));
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
