package io.metagate.gateway.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.gateway.store.write.RecordWriter;
import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.StoreConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * A store in memory that speaks MongoDB's protocol, for the collection of {@link ThingsPolicies}. It answers anyone.
 */
public final class MemoryStore implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;
    private final MongoClient client;

    public MemoryStore() {
        this(new MemoryBackend());
    }

    public MemoryStore(MemoryBackend backend) {
        server = new MongoServer(backend);
        address = server.bind();
        client = MongoClients.create(uri());
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    public int port() {
        return address.getPort();
    }

    public MongoClient client() {
        return client;
    }

    public StoreSettings settings() {
        return StoreSettings.of(uri());
    }

    public RecordReader records() {
        return records(settings());
    }

    public RecordReader records(StoreConfig config) {
        return new RecordReader(access(stores(config), new UnauthenticatedStoreGuard()));
    }

    /** This store as the only one, under that configuration. */
    public MetadataStores stores(StoreConfig config) {
        return new MetadataStores(List.of(new MetadataStore("default", config, client)));
    }

    /** These stores as requests reach them. */
    public static StoreAccess access(MetadataStores stores, UnauthenticatedStoreGuard exposures) {
        return new StoreAccess(stores, exposures, indexes(stores), errors());
    }

    public static StoreIndexes indexes(MetadataStores stores) {
        return new StoreIndexes(stores, errors());
    }

    public static StoreErrors errors() {
        return new StoreErrors(new SimpleMeterRegistry());
    }

    /** What changes records of these stores, whose engines are able to do all. */
    public static RecordWriter changes(MetadataStores stores, UnauthenticatedStoreGuard exposures) {
        return new RecordWriter(access(stores, exposures), new StoreAbilities(Map::of));
    }

    public MongoCollection<BsonDocument> things() {
        return client.getDatabase("backup").getCollection("things", BsonDocument.class);
    }

    public void hold(List<BsonDocument> records) {
        things().deleteMany(new BsonDocument());
        things().insertMany(records);
    }

    /** What a reader's search gives. */
    public static RecordPage page(
            RecordReader records, Predicate filter, List<SortKey> sort, int limit, Optional<KeysetPosition> after) {
        Query query = new Query(filter, Optional.empty(), sort, limit, after);
        return records.fetch(ThingsPolicies.permitted(query).query(), "test");
    }

    /** The identifiers of a page's records, in their order. */
    public static List<ScalarValue> ids(RecordPage page) {
        List<ScalarValue> ids = new ArrayList<>();
        for (int i = 1; i <= page.records().size(); i++) {
            List<ScalarValue> place = page.positionAfter(i).values();
            ids.add(place.get(place.size() - 1));
        }
        return ids;
    }

    public void stop() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
