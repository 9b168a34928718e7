package io.metagate.benchmarks.bare;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.bson.RawBsonDocument;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collection of accounts, read as bytes like the gateway does. */
@Singleton
final class Accounts {

    private final MongoClient client;
    private final MongoCollection<RawBsonDocument> collection;

    Accounts(
            @ConfigProperty(name = "bare.store.uri") String uri,
            @ConfigProperty(name = "bare.store.database") String database) {
        this.client = MongoClients.create(uri);
        this.collection = client.getDatabase(database).getCollection("accounts", RawBsonDocument.class);
    }

    MongoCollection<RawBsonDocument> collection() {
        return collection;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
