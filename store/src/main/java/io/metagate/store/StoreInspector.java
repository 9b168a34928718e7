package io.metagate.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.request.Action;
import io.metagate.store.engine.AbilityReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** One visit to a store with the configured credentials, which reads no record. */
public final class StoreInspector implements AutoCloseable {

    private final String name;
    private final boolean nameless;
    private final Duration patience;
    private final MongoClient client;

    private StoreInspector(String name, boolean nameless, Duration patience, MongoClient client) {
        this.name = name;
        this.nameless = nameless;
        this.patience = patience;
        this.client = client;
    }

    /**
     * Sets out; that the store can be reached is not needed for that.
     *
     * @param name the store's name in the catalogue
     * @throws StoreConfigurationException if the configuration cannot be used
     */
    public static StoreInspector to(String name, StoreConfig config) {
        MongoConnectionSettings connection = MongoConnectionSettings.ofGateway(config);
        boolean nameless = connection.settings().build().getCredential() == null;
        return new StoreInspector(name, nameless, config.timeout(), connection.connect());
    }

    /** How the store receives the visitor. */
    public AuthenticationResult reception() {
        try {
            client.getDatabase("admin").runCommand(new BsonDocument("ping", new BsonInt32(1)));
            return nameless ? AuthenticationResult.NAMELESS : AuthenticationResult.WELCOME;
        } catch (MongoSecurityException | MongoCommandException e) {
            return AuthenticationResult.REJECTED;
        } catch (MongoException e) {
            return AuthenticationResult.UNREACHED;
        }
    }

    /** What the user may do there, beside what policies permit where. */
    public UserPrivileges privileges(Map<StoreLocation, Set<Action>> catalogued) {
        return UserPrivileges.of(client, name, catalogued);
    }

    /** What the store says of a collection. */
    public CollectionStatus holding(StoreLocation place) {
        try {
            List<BsonDocument> described = IndexReader.ask(client, place, patience);
            return described.isEmpty()
                    ? new CollectionStatus.Absent()
                    : new CollectionStatus.Indexed(IndexReader.read(described));
        } catch (MongoCommandException e) {
            return new CollectionStatus.Withheld();
        } catch (MongoException e) {
            return new CollectionStatus.Unanswered();
        }
    }

    /** What its engine is able to do, tried on a collection, of which one identifier is read at most. */
    public AbilityReport abilities(StoreLocation place, Set<Action> permitted) {
        return AbilityReport.of(client, place, permitted, patience);
    }

    @Override
    public void close() {
        client.close();
    }
}
