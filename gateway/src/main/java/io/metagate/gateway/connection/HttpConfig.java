package io.metagate.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How long the gateway waits for its clients, and how many of them it takes. Holds for the API's port and for the
 * management port alike.
 */
@ConfigMapping(prefix = "metagate.http")
public interface HttpConfig {

    /**
     * How long the head of a request may take from its first byte on, and its body from then on, however slowly they
     * come; and how long a new connection may be without a first byte.
     */
    @WithDefault("PT10S")
    Duration requestReadTimeout();

    /**
     * How long a client may take nothing, or less than the least rate, of what it is sent; its connection is closed
     * after that, and before twice that.
     */
    @WithDefault("PT30S")
    Duration writeTimeout();

    /**
     * How many bytes a client must take in each second, on average over the write timeout, as long as something is
     * unsent.
     */
    @WithDefault("8192")
    long minWriteRate();

    /**
     * How many requests in a second may follow one whose answer had not left when they came, over all connections
     * together. Clients that wait for an answer before they ask again are not held up.
     */
    @WithDefault("200")
    int pipelinedRate();

    /**
     * How many connections may be open to each of the two ports. One over which no request is under way is closed for a
     * further one; where there is none such, the further one is closed at once.
     */
    @WithDefault("1024")
    int maxConnections();

    /**
     * How many of them may come from one source: an IPv4 address, or the first 64 bits of an IPv6 address. Behind a
     * proxy, all come from the proxy.
     */
    @WithDefault("512")
    int maxConnectionsPerSource();
}
