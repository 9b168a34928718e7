package io.metagate.gateway.connection;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the open connections to each port, altogether and from each source. Where all places are taken, an idle
 * connection is evicted for a new one.
 */
final class ConnectionLimiter {

    private static final String TOTAL = "total";
    private static final String SOURCE = "source";

    private final int most;
    private final int mostOfOne;
    private final Map<String, PortConnections> ports = new HashMap<>();

    /**
     * No connection yet.
     *
     * @param most how many each port takes
     * @param mostOfOne how many of them from one source
     */
    ConnectionLimiter(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Counts one more, in the place of an idle one if need be; which limit it is beyond, if none gives way. */
    Optional<String> open(ConnectionLease lease) {
        Optional<String> limit;
        Optional<ConnectionLease> evicted;
        synchronized (this) {
            PortConnections port = port(lease);
            limit = limit(port, lease.from());
            evicted = limit.flatMap(reached -> port.evictFor(lease.from(), reached.equals(SOURCE)));
            if (limit.isPresent() && evicted.isEmpty()) {
                return limit;
            }
            port.add(lease.from());
        }
        evicted.ifPresent(idle -> idle.evict(limit.orElseThrow()));
        return Optional.empty();
    }

    private Optional<String> limit(PortConnections port, InetAddress from) {
        if (port.count(from) >= mostOfOne) {
            return Optional.of(SOURCE);
        }
        return port.count() >= most ? Optional.of(TOTAL) : Optional.empty();
    }

    /** Counts one more, whatever the limits: it had been counted before, and something is still done for it. */
    synchronized void reopen(ConnectionLease lease) {
        port(lease).add(lease.from());
    }

    /** One that was counted is closed, and nothing is done for it any more. It must not be an idle one. */
    synchronized void close(ConnectionLease lease) {
        port(lease).remove(lease.from());
    }

    /** From now on, no request is under way over that connection. */
    synchronized void addIdle(ConnectionLease lease) {
        port(lease).addIdle(lease);
    }

    /** From now on, that connection may not be evicted; whether it had not been before. */
    synchronized boolean removeIdle(ConnectionLease lease) {
        return port(lease).removeIdle(lease);
    }

    /** How many are open to that port. */
    synchronized int count(String port) {
        return ports.containsKey(port) ? ports.get(port).count() : 0;
    }

    private PortConnections port(ConnectionLease lease) {
        return ports.computeIfAbsent(lease.port(), none -> new PortConnections());
    }
}
