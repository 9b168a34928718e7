package io.metagate.store;

import com.mongodb.connection.SslSettings;

/** What is between the gateway and a store. */
public enum TlsMode {
    /** TLS, and the store shows that it is the one that is meant. */
    VERIFIED,
    /** TLS with anyone: the name in the certificate is not compared with the server's. */
    UNVERIFIED,
    /** Clear text. */
    CLEAR;

    /**
     * What that configuration asks for; with TLS there is no connection without it.
     *
     * @throws StoreConfigurationException if the configuration cannot be used
     */
    public static TlsMode of(StoreConfig config) {
        SslSettings settings =
                MongoConnectionSettings.ofGateway(config).settings().build().getSslSettings();
        if (!settings.isEnabled()) {
            return CLEAR;
        }
        return settings.isInvalidHostNameAllowed() ? UNVERIFIED : VERIFIED;
    }
}
