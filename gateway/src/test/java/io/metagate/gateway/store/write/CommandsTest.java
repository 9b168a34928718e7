package io.metagate.gateway.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.gateway.store.query.RecordPage;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.MongoConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store is asked, word by word. */
class CommandsTest {

    private final MemoryStore store = new MemoryStore();
    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final MongoClient client = MongoClients.create(MongoConnectionSettings.ofGateway(store.settings())
            .settings()
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    commands.add(event.getCommand().clone());
                }
            })
            .build());

    private final MetadataStores stores =
            new MetadataStores(List.of(new MetadataStore("default", store.settings(), client)));

    @AfterEach
    void stopStore() {
        client.close();
        store.close();
    }

    @Test
    void boundsEverySearchAndNamesItsAuditRecord() {
        Predicate filter =
                new Predicate.Compare(FieldPath.of("text"), Predicate.Relation.EQUAL, new ScalarValue.Text("x"));
        List<SortKey> sort = List.of(new SortKey(FieldPath.of("number"), true));

        MemoryStore.page(
                new RecordReader(MemoryStore.access(stores, new UnauthenticatedStoreGuard())),
                filter,
                sort,
                7,
                Optional.empty());

        assertThat(commands.stream().map(BsonDocument::getFirstKey)).containsExactly("listIndexes", "find");
        assertThat(commands.subList(1, 2)).singleElement().satisfies(find -> {
            assertThat(find.getFirstKey()).isEqualTo("find");
            assertThat(find.getNumber("maxTimeMS").longValue()).isEqualTo(5_000);
            assertThat(find.getString("comment").getValue()).isEqualTo("test");
            assertThat(find.getNumber("limit").intValue()).isEqualTo(8);
            assertThat(find.getDocument("sort")).isEqualTo(BsonDocument.parse("{number: -1, _id: -1}"));
            assertThat(find.getDocument("collation")).isEqualTo(BsonDocument.parse("{locale: 'simple'}"));
        });
    }

    @Test
    void boundsTheReadingOfIndexes() {
        store.hold(List.of(new BsonDocument("_id", new BsonString("a"))));

        MemoryStore.indexes(stores).of(new StoreLocation("backup", "things"));

        assertThat(commands).singleElement().satisfies(list -> {
            assertThat(list.getFirstKey()).isEqualTo("listIndexes");
            assertThat(list.getNumber("maxTimeMS").intValue()).isEqualTo(5000);
            assertThat(list.getString("comment").getValue()).isEqualTo("metagate: indexes");
        });
    }

    @Test
    void asksForNoMoreRecordsThanOnePageHas() {
        store.hold(IntStream.range(0, 2_000)
                .mapToObj(i -> new BsonDocument("_id", new BsonString("a" + i)))
                .toList());

        RecordPage page = MemoryStore.page(
                new RecordReader(MemoryStore.access(stores, new UnauthenticatedStoreGuard())),
                Predicate.all(),
                List.of(),
                1_000,
                Optional.empty());

        assertThat(page.records()).hasSize(1_000);
        assertThat(commands.stream().map(BsonDocument::getFirstKey)).containsExactly("listIndexes", "find");
        assertThat(commands.get(1)).doesNotContainKey("collation");
        assertThat(commands.get(1).getNumber("limit").intValue()).isEqualTo(1_001);
    }
}
