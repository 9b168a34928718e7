package io.metagate.gateway.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The connections to one port by source, and which of them is evicted next: of the source with the most connections,
 * the one that has been idle longest. Each call takes a time logarithmic in the number of sources. Belongs to the
 * limiter, which lets one thread in at a time.
 */
final class PortConnections {

    /** An IPv6 network is given to one subscriber as a whole (RFC 6177). */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Map<ByteBuffer, Source> sources = new HashMap<>();
    private final TreeSet<Source> evictable =
            new TreeSet<>(Comparator.comparingInt(Source::count).reversed().thenComparingLong(Source::idleSince));
    private int count;
    private long lastIdle;

    /** All. */
    int count() {
        return count;
    }

    /** Those of that source. */
    int count(InetAddress from) {
        return source(from).count;
    }

    void add(InetAddress from) {
        count++;
        change(from, source -> source.count++);
    }

    void remove(InetAddress from) {
        count--;
        change(from, source -> source.count--);
    }

    void addIdle(ConnectionLease lease) {
        change(lease.from(), source -> source.idle.put(lease, ++lastIdle));
    }

    /** Whether it was idle, and had not been evicted. */
    boolean removeIdle(ConnectionLease lease) {
        boolean idle = source(lease.from()).idle.containsKey(lease);
        if (idle) {
            change(lease.from(), source -> source.idle.remove(lease));
        }
        return idle;
    }

    /**
     * Takes an idle connection out, if one gives way to a new one of that source. INVARIANT: only a source with more
     * connections gives one to another source.
     *
     * @param ownAlone whether only one of the same source may
     */
    Optional<ConnectionLease> evictFor(InetAddress from, boolean ownAlone) {
        Source own = source(from);
        Source giving =
                ownAlone || evictable.isEmpty() || evictable.first().count <= own.count ? own : evictable.first();
        Optional<ConnectionLease> oldest = giving.idle.keySet().stream().findFirst();
        oldest.ifPresent(lease -> {
            removeIdle(lease);
            remove(lease.from());
        });
        return oldest;
    }

    private Source source(InetAddress from) {
        return sources.getOrDefault(network(from), new Source());
    }

    /** Each change may change its place among the others. */
    private void change(InetAddress from, Consumer<Source> change) {
        ByteBuffer network = network(from);
        Source source = sources.computeIfAbsent(network, none -> new Source());
        evictable.remove(source);
        change.accept(source);
        if (source.count == 0) {
            sources.remove(network);
        } else if (!source.idle.isEmpty()) {
            evictable.add(source);
        }
    }

    private static ByteBuffer network(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? bytes.slice(0, IPV6_NETWORK_BYTES) : bytes;
    }

    /** Those of one source. */
    private static final class Source {

        private int count;

        /** By the time since when they are idle: greater is later. */
        private final Map<ConnectionLease, Long> idle = new LinkedHashMap<>();

        int count() {
            return count;
        }

        long idleSince() {
            return idle.isEmpty() ? Long.MAX_VALUE : idle.values().iterator().next();
        }
    }
}
