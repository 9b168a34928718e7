package io.metagate.gateway.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the open connections to each port, altogether and from each source. */
final class ConnectionLimiter {

    /** An IPv6 network is given to one subscriber as a whole (RFC 6177). */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<Source, Integer> sources = new HashMap<>();

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

    /** Counts one more; which limit it is beyond, if it is. */
    synchronized Optional<String> open(String port, InetAddress from) {
        Source source = Source.of(port, from);
        if (count(port) >= most) {
            return Optional.of("total");
        }
        if (sources.getOrDefault(source, 0) >= mostOfOne) {
            return Optional.of("source");
        }
        add(port, source);
        return Optional.empty();
    }

    /** Counts one more, whatever the limits: it had been counted before, and something is still done for it. */
    synchronized void reopen(String port, InetAddress from) {
        add(port, Source.of(port, from));
    }

    private void add(String port, Source source) {
        ports.merge(port, 1, Integer::sum);
        sources.merge(source, 1, Integer::sum);
    }

    /** One that was counted is closed, and nothing is done for it any more. */
    synchronized void close(String port, InetAddress from) {
        ports.merge(port, -1, ConnectionLimiter::sumOrNone);
        sources.merge(Source.of(port, from), -1, ConnectionLimiter::sumOrNone);
    }

    /** How many are open to that port. */
    synchronized int count(String port) {
        return ports.getOrDefault(port, 0);
    }

    @SuppressWarnings("NullAway") // null is how a map is told to forget
    private static Integer sumOrNone(Integer a, Integer b) {
        return a + b == 0 ? null : a + b;
    }

    private record Source(String port, ByteBuffer network) {

        static Source of(String port, InetAddress address) {
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return new Source(port, address instanceof Inet6Address ? bytes.slice(0, IPV6_NETWORK_BYTES) : bytes);
        }
    }
}
