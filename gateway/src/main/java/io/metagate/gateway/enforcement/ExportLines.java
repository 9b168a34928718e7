package io.metagate.gateway.enforcement;

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

    ExportLines(CurrentVertxRequest request, ExportConfig config) {
        this.request = request;
        this.watch = new StallWatch(config.stallTimeout());
    }

    ExportLine current() {
        HttpServerRequest current = request.getCurrent().request();
        ContentCoding coding = ContentCoding.preferred(current.headers().getAll("Accept-Encoding"));
        return new ExportLine(coding, watch, () -> close(current.connection()));
    }

    /** Closes the channel itself: the connection would first wait for a client that takes nothing to take what is on its way. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void close(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channel().close();
        } else {
            connection.close();
        }
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
