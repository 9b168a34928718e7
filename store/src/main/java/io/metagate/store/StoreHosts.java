package io.metagate.store;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The servers of a store, as they are configured; nothing else of its connection string. */
public record StoreHosts(List<String> addresses) {

    public StoreHosts {
        addresses = List.copyOf(addresses);
    }

    /**
     * Those of that configuration.
     *
     * @throws StoreConfigurationException if the connection string is none
     */
    public static StoreHosts of(StoreConfig config) {
        try {
            return new StoreHosts(new ConnectionString(config.uri()).getHosts());
        } catch (IllegalArgumentException e) {
            throw new StoreConfigurationException("uri", "it is not a MongoDB connection string");
        }
    }

    /** Whether all of them are on this machine's loopback. */
    public boolean loopback() {
        return addresses.stream().allMatch(StoreHosts::isLoopback);
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
