package io.metagate.gateway.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one connection takes of those that may be open. It is given back when the connection is closed and nothing is
 * still done for it: else a client that asks and hangs up, again and again, would make any number of requests wait.
 */
public final class ConnectionLease {

    private static final AttributeKey<ConnectionLease> KEY = AttributeKey.valueOf(ConnectionLease.class, "lease");

    private final ConnectionLimiter limiter;
    private final String port;
    private final InetAddress from;
    private int holders = 1;

    private ConnectionLease(ConnectionLimiter limiter, String port, InetAddress from) {
        this.limiter = limiter;
        this.port = port;
        this.from = from;
    }

    /** That of a connection which the limiter has counted. */
    static void set(Channel connection, ConnectionLimiter limiter, String port, InetAddress from) {
        ConnectionLease lease = new ConnectionLease(limiter, port, from);
        connection.attr(KEY).set(lease);
        connection.closeFuture().addListener(closed -> lease.release());
    }

    /**
     * Keeps the lease of a request's connection, whether it is still open or not.
     *
     * @return gives it back; however often it is run, it counts once
     */
    public static Runnable hold(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection ? hold(connection.channel()) : () -> {};
    }

    static Runnable hold(Channel connection) {
        ConnectionLease lease = connection.attr(KEY).get();
        if (lease == null) {
            return () -> {};
        }
        lease.hold();
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (!released.getAndSet(true)) {
                lease.release();
            }
        };
    }

    private synchronized void hold() {
        if (holders == 0) {
            limiter.reopen(port, from);
        }
        holders++;
    }

    private synchronized void release() {
        holders--;
        if (holders == 0) {
            limiter.close(port, from);
        }
    }
}
