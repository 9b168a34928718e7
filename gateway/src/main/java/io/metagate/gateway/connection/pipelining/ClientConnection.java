package io.metagate.gateway.connection.pipelining;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The connection over which a request came, as far as whoever answers the request decides on its end. */
public final class ClientConnection {

    private static final Logger LOG = Logger.getLogger(ClientConnection.class);

    private static final AttributeKey<PipeliningHandler> KEY =
            AttributeKey.valueOf(ClientConnection.class, "pipelining");

    private static final AttributeKey<RequestActivity> ACTIVITY =
            AttributeKey.valueOf(ClientConnection.class, "activity");

    private ClientConnection() {}

    /** Has somebody told of the requests of a connection; to be called before its first one. */
    public static void observe(Channel connection, RequestActivity activity) {
        connection.attr(ACTIVITY).set(activity);
    }

    static Optional<RequestActivity> activity(Channel connection) {
        return Optional.ofNullable(connection.attr(ACTIVITY).get());
    }

    static void register(Channel connection, PipeliningHandler handler) {
        connection.attr(KEY).set(handler);
    }

    /** Whether the connection of a request has a {@link PipeliningHandler}; else nothing may be answered over it. */
    public static boolean isHandled(HttpServerRequest request) {
        return handler(request).isPresent();
    }

    /** The answer to that request is the last: from now on nothing that comes over its connection is a request. */
    public static void beginToClose(HttpServerRequest request) {
        handler(request).ifPresent(PipeliningHandler::beginToClose);
    }

    /** Whether the answer to an earlier request was to be the last one over the connection of that request. */
    public static boolean isClosing(HttpServerRequest request) {
        return handler(request).filter(PipeliningHandler::isClosing).isPresent();
    }

    /** The last answer is written. */
    public static void close(HttpServerRequest request) {
        handler(request).ifPresentOrElse(PipeliningHandler::endClose, () -> request.connection()
                .close());
    }

    /** Hangs up before what is about to be said is. */
    public static void cut(HttpServerRequest request) {
        UnauditedResponseMetrics.hungUp("cut");
        LOG.error("hung up before an answer left that nobody had recorded");
        handler(request)
                .orElseThrow(() -> new IllegalStateException("an answer that nobody has recorded"))
                .cut();
    }

    private static Optional<PipeliningHandler> handler(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }
}
