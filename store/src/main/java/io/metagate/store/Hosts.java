package io.metagate.store;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The servers of a store, as they are configured; nothing else of its connection string. */
public record Hosts(List<String> addresses) {

    public Hosts {
        addresses = List.copyOf(addresses);
    }

    /**
     * Those of that configuration.
     *
     * @throws UnusableConnection if the connection string is none
     */
    public static Hosts of(StoreConfig config) {
        try {
            return new Hosts(new ConnectionString(config.uri()).getHosts());
        } catch (IllegalArgumentException e) {
            throw new UnusableConnection("uri", "it is not a MongoDB connection string");
        }
    }

    /** Whether all of them are on this machine's loopback. */
    public boolean loopback() {
        return addresses.stream().allMatch(Hosts::isLoopback);
    }

    private static boolean isLoopback(String hostAndPort) {
        String host = hostAndPort.replaceFirst(":[0-9]+$", "");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return String.join(",", addresses);
    }
}
