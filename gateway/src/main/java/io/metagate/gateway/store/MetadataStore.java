package io.metagate.gateway.store;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import io.metagate.store.StoreConfig;

/**
 * One store that the gateway stands before.
 *
 * @param name its name in the catalogue
 * @param config how it is reached
 * @param client the gateway's connections to it
 */
public record MetadataStore(String name, StoreConfig config, MongoClient client) {

    /** The beginning of its configuration's keys. */
    static String prefix(String name) {
        return MetadataStores.isDefault(name) ? "metagate.store." : "metagate.store." + name + ".";
    }

    /** A line that names the key that a problem is about. */
    public String problem(String key, String message) {
        return prefix(name) + key + ": " + message;
    }

    /** Its servers, as they are configured. */
    public String hosts() {
        return String.join(",", new ConnectionString(config.uri()).getHosts());
    }

    /** Whether any of its servers answers, as the driver's own monitor last saw it. */
    public boolean answers() {
        return client.getClusterDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isOk);
    }

    @Override
    public String toString() {
        return "MetadataStore[" + name + "]";
    }
}
