package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.IndexOptions;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.index.CollectionIndex;
import io.metagate.store.index.CollectionIndexes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreIndexesTest {

    private static final StoreLocation THINGS = new StoreLocation("backup", "things");
    private static final StoreLocation NOTHING = new StoreLocation("backup", "nothing");

    private final MemoryStore store = new MemoryStore();
    private final MetadataStores stores = store.stores(store.settings());
    private final StoreIndexes indexes = MemoryStore.indexes(stores);

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void readsWhatTheStoreHas() {
        store.hold(List.of(new BsonDocument("_id", new BsonString("a"))));
        index("text");
        store.things().createIndex(new BsonDocument("number", new BsonInt32(1)), new IndexOptions().sparse(true));

        assertThat(fields(indexes.of(THINGS))).containsExactly("_id", "text");
        assertThat(indexes.of(NOTHING)).isEqualTo(CollectionIndexes.OF_ANY_COLLECTION);
        assertThat(indexes.outOfDate(stores.all().get(0))).isEmpty();
    }

    @Test
    void noticesNewIndexesAtTheNextReading() {
        store.hold(List.of(new BsonDocument("_id", new BsonString("a"))));
        assertThat(fields(indexes.of(THINGS))).containsExactly("_id");

        index("text");
        assertThat(fields(indexes.of(THINGS))).containsExactly("_id");
        indexes.refresh(stores.all().get(0));

        assertThat(fields(indexes.of(THINGS))).containsExactly("_id", "text");
    }

    @Test
    void keepsWhatItKnowsWhenTheStoreDoesNotAnswerAndSaysSo() {
        store.hold(List.of(new BsonDocument("_id", new BsonString("a"))));
        index("text");
        MetadataStores impatient = new MetadataStores(store.settings().patient(Duration.ofMillis(300)), Map::of);
        try {
            MetadataStore only = impatient.all().get(0);
            StoreIndexes known = MemoryStore.indexes(impatient);
            known.of(THINGS);
            store.stop();

            known.refresh(only);

            assertThat(fields(known.of(THINGS))).containsExactly("_id", "text");
            assertThat(known.outOfDate(only)).containsExactly("backup.things");
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> known.of(NOTHING));
        } finally {
            impatient.close();
        }
    }

    private void index(String field) {
        store.things().createIndex(new BsonDocument(field, new BsonInt32(1)));
    }

    private static List<String> fields(CollectionIndexes indexes) {
        return indexes.all().stream()
                .map(CollectionIndex::keys)
                .map(keys -> keys.get(0).path().dotted())
                .toList();
    }
}
