package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryTooSlowTest {

    private static final Set<String> QUERIES = Set.of("find", "aggregate");

    private final MongoServer server = new MongoServer(new MemoryBackend() {
        @Override
        public Document handleMessage(MongoMessage message) {
            if (message.getDocument().keySet().stream().anyMatch(QUERIES::contains)) {
                throw new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
            }
            return super.handleMessage(message);
        }
    });
    private final String uri = "mongodb://127.0.0.1:" + server.bind().getPort();
    private final MongoClient client = MongoClients.create(uri);
    private final MetadataStores stores =
            new MetadataStores(List.of(new MetadataStore("default", StoreSettings.of(uri), client)));

    @AfterEach
    void stopStore() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void tellsAQueryThatTheStoreGaveUpFromAStoreThatDoesNotAnswer() {
        RecordReader records = new RecordReader(MemoryStore.access(stores, new UnauthenticatedStoreGuard()));
        RecordCounter counts = new RecordCounter(MemoryStore.access(stores, new UnauthenticatedStoreGuard()));
        Query query = new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());

        assertThatExceptionOfType(QueryTooSlow.class)
                .isThrownBy(() -> MemoryStore.page(records, Predicate.all(), List.of(), 1, Optional.empty()));
        assertThatExceptionOfType(QueryTooSlow.class)
                .isThrownBy(() -> counts.total(ThingsPolicies.permitted(query).query(), Optional.empty(), 1, "test"));
    }
}
