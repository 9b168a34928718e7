package io.metagate.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.metagate.demo.machine.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupIndexTest {

    private static final String PIN = "{_id: {$eq: 'r7'}}";

    @TempDir
    private Path folder;

    @Test
    void findsWhatAScanWouldFind() {
        inBothStores(records -> {
            assertFound(records, PIN, "r7");
            assertFound(records, "{$and: [" + PIN + ", {even: {$eq: false}}]}", "r7");
            assertFound(records, "{$and: [{$and: [{even: {$in: [false]}}, " + PIN + "]}]}", "r7");
            assertFound(records, "{_id: {$in: ['r1', 'r2', 'none']}, even: true}", "r2");
            assertFound(records, "{$and: [{_id: {$in: ['r1', 'r3']}}, {_id: {$eq: 'r3'}}]}", "r3");
        });
    }

    @Test
    void findsNothingThatTheRestOfTheQueryRulesOut() {
        inBothStores(records -> {
            assertFound(records, "{$and: [" + PIN + ", {even: {$eq: true}}]}");
            assertFound(records, "{_id: {$eq: 'r7', $gt: 'r8'}}");
            assertFound(records, "{$and: [" + PIN + ", {_id: {$eq: 'r8'}}]}");
            assertFound(records, "{_id: {$eq: 'none'}}");
            assertFound(records, "{_id: {$in: []}}");
        });
    }

    @Test
    void doesNotTakeAnAlternativeForAPin() {
        inBothStores(records -> {
            assertFound(records, "{$or: [" + PIN + ", {_id: {$eq: 'r8'}}]}", "r7", "r8");
            assertFound(records, "{$and: [{$or: [" + PIN + ", {_id: 'r2'}]}, {even: true}]}", "r2");
            assertFound(records, "{_id: {$ne: 'r7'}, number: {$gte: 7}}", "r8", "r9");
            assertFound(records, "{_id: {$gt: 'r7'}}", "r8", "r9");
        });
    }

    @Test
    void followsWritesOfRecords() {
        inBothStores(records -> {
            Bson pin = Filters.and(Document.parse(PIN), Filters.exists("number"));
            records.updateOne(pin, Updates.set("even", true));
            assertFound(records, "{$and: [" + PIN + ", {even: true}]}", "r7");
            records.deleteOne(pin);
            assertFound(records, PIN);
            records.insertOne(new Document("_id", "r7"));
            assertFound(records, PIN, "r7");
        });
    }

    private static void assertFound(MongoCollection<Document> records, String filter, String... ids) {
        assertThat(records.find(Document.parse(filter)).map(record -> record.getString("_id")))
                .as(filter)
                .containsExactlyInAnyOrder(ids);
    }

    private void inBothStores(Consumer<MongoCollection<Document>> check) {
        try (DocumentStore store = DocumentStore.inMemory(LoopbackPort.free())) {
            check(store, check);
        }
        try (DocumentStore store = DocumentStore.inFile(folder.resolve("store.mv"), LoopbackPort.free())) {
            check(store, check);
        }
    }

    private static void check(DocumentStore store, Consumer<MongoCollection<Document>> check) {
        List<Document> records = IntStream.range(0, 10)
                .mapToObj(i -> new Document("_id", "r" + i).append("number", i).append("even", i % 2 == 0))
                .toList();
        try (MongoClient client = store.connect()) {
            MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
            collection.insertMany(records);
            check.accept(collection);
        }
    }
}
