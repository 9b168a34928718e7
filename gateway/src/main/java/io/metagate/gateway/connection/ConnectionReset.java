package io.metagate.gateway.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Closes the connection of a client that does not take what it is sent. */
public final class ConnectionReset {

    private ConnectionReset() {}

    /**
     * Closes the socket at once. All gentler ways, of the channel as of the connection, first wait for what is on its
     * way to be taken, which is what this client does not do.
     */
    public static void closeNow(HttpConnection connection) {
        closeNow(((ConnectionBase) connection).channel());
    }

    static void closeNow(Channel channel) {
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }
}
