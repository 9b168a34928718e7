package io.metagate.gateway.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Makes clients of the store. */
@ApplicationScoped
public class StoreClient {

    private static final int POOL_WAIT_MILLIS = 1_000;

    @Produces
    @Singleton
    MongoClient client(StoreConfig config) {
        return MongoClients.create(settings(config).build());
    }

    void close(@Disposes MongoClient client) {
        client.close();
    }

    /** The settings that bound how long anything waits for the store. */
    static MongoClientSettings.Builder settings(StoreConfig config) {
        long millis = config.timeout().toMillis();
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(config.uri()))
                .applicationName("metagate")
                .uuidRepresentation(org.bson.UuidRepresentation.STANDARD)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(POOL_WAIT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(millis, TimeUnit.MILLISECONDS)
                        .readTimeout(millis, TimeUnit.MILLISECONDS));
    }
}
