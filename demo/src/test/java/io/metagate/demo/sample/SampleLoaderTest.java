package io.metagate.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.store.DocumentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLoaderTest {

    private static final long SEED = 7;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void keepsEveryRecordAsItWasMadeOverARestart() {
        withStore(database -> load(database, 700));
        withStore(database -> {
            for (SampleCollection sample : SampleCollections.of(SEED, 700)) {
                List<Document> kept = database.getCollection(sample.name())
                        .find()
                        .sort(Sorts.ascending("_id"))
                        .into(new ArrayList<>());
                assertThat(kept)
                        .containsExactlyInAnyOrderElementsOf(
                                sample.recordsFrom(1).toList());
            }
        });
    }

    @Test
    void loadsOnlyWhatIsMissing() {
        withStore(database -> load(database, 100));
        withStore(database -> {
            lines.clear();
            load(database, 100);
            assertThat(lines).isEmpty();
            load(database, 250);
            assertThat(lines).contains("accounts: loading 150 records");
            assertThat(database.getCollection("accounts").countDocuments()).isEqualTo(250);
        });
    }

    @Test
    void saysSoWhenThereAreMoreRecordsThanAskedFor() {
        withStore(database -> {
            load(database, 100);
            load(database, 60);
            assertThat(lines).contains("accounts: keeps its 100 records, more than the 60 asked for");
            assertThat(database.getCollection("accounts").countDocuments()).isEqualTo(100);
        });
    }

    @Test
    void leavesAStoreThatAnswersBoundedSortedSearchesAndTellsItsIndexes() {
        withStore(database -> {
            load(database, 300);
            List<Document> found = database.getCollection("accounts")
                    .find(Filters.and(Filters.eq("region", "eu"), Filters.gt("usedBytes", 1L << 30)))
                    .sort(Sorts.orderBy(Sorts.descending("usedBytes"), Sorts.ascending("_id")))
                    .limit(5)
                    .comment("an audit id")
                    .maxTime(2, TimeUnit.SECONDS)
                    .into(new ArrayList<>());
            assertThat(found).hasSize(5);
            assertThat(found.stream().map(record -> -record.getLong("usedBytes")))
                    .isSorted();
            assertThat(database.getCollection("accounts").listIndexes().map(index -> index.get("key")))
                    .contains(
                            new Document("_id", 1),
                            new Document("email", 1).append("_id", 1),
                            new Document("region", -1).append("usedBytes", 1).append("_id", 1))
                    .doesNotHaveDuplicates();
        });
    }

    private void load(MongoDatabase database, long accounts) {
        new SampleLoader(database, lines::add).load(SampleCollections.of(SEED, accounts));
    }

    private void withStore(Consumer<MongoDatabase> use) {
        try (DocumentStore store = DocumentStore.inFile(folder.resolve("store.mv"), LoopbackPort.free());
                MongoClient client = store.connect()) {
            use.accept(client.getDatabase(SampleLoader.DATABASE));
        }
    }
}
