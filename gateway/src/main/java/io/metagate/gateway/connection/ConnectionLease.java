package io.metagate.gateway.connection;

import io.metagate.gateway.connection.pipelining.ClientConnection;
import io.micrometer.core.instrument.Metrics;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one connection takes of those that may be open. It is given back when the connection is closed and nothing is
 * still done for it: else a client that asks and hangs up, again and again, would make any number of requests wait.
 *
 * <p>The connection is idle while nobody but itself holds the lease. Then the limiter may evict it.
 */
public final class ConnectionLease {

    private static final AttributeKey<ConnectionLease> KEY = AttributeKey.valueOf(ConnectionLease.class, "lease");

    private final Channel connection;
    private final ConnectionLimiter limiter;
    private final String port;
    private final InetAddress from;
    private int holders = 1;
    private boolean ready;
    private boolean evicted;

    private ConnectionLease(Channel connection, ConnectionLimiter limiter, String port, InetAddress from) {
        this.connection = connection;
        this.limiter = limiter;
        this.port = port;
        this.from = from;
    }

    /** Takes one for a new connection; which limit that is beyond, if it is. */
    static Optional<String> open(Channel connection, ConnectionLimiter limiter, String port, InetAddress from) {
        ConnectionLease lease = new ConnectionLease(connection, limiter, port, from);
        Optional<String> beyond = limiter.open(lease);
        if (beyond.isEmpty()) {
            connection.attr(KEY).set(lease);
            connection.closeFuture().addListener(closed -> lease.close());
            RequestLease requests = new RequestLease(lease);
            ClientConnection.observe(connection, requests);
            connection.pipeline().addFirst("request-lease", requests);
        }
        return beyond;
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
        return Optional.ofNullable(connection.attr(KEY).get())
                .flatMap(ConnectionLease::hold)
                .orElse(() -> {});
    }

    /** Keeps it, and gives what gives it back; nothing if the connection was evicted. */
    synchronized Optional<Runnable> hold() {
        leaveIdle();
        if (evicted) {
            return Optional.empty();
        }
        if (holders == 0) {
            limiter.reopen(this);
        }
        holders++;
        AtomicBoolean released = new AtomicBoolean();
        return Optional.of(() -> {
            if (!released.getAndSet(true)) {
                release();
            }
        });
    }

    /** The connection has its event loop, on which it can be closed. */
    synchronized void ready() {
        ready = connection.isOpen();
        if (isIdle()) {
            limiter.addIdle(this);
        }
    }

    /** Closes the connection, whose place another one has taken. */
    void evict(String limit) {
        Metrics.counter("metagate.http.connections.evicted", "limit", limit).increment();
        ConnectionReset.closeNow(connection);
    }

    String port() {
        return port;
    }

    InetAddress from() {
        return from;
    }

    private synchronized void close() {
        leaveIdle();
        ready = false;
        release();
    }

    private synchronized void release() {
        holders--;
        if (evicted) {
            return;
        }
        if (holders == 0) {
            limiter.close(this);
        } else if (isIdle()) {
            limiter.addIdle(this);
        }
    }

    private boolean isIdle() {
        return ready && !evicted && holders == 1;
    }

    /** Whoever evicts it does so before or after, not meanwhile. */
    private void leaveIdle() {
        if (isIdle()) {
            evicted = !limiter.removeIdle(this);
        }
    }
}
