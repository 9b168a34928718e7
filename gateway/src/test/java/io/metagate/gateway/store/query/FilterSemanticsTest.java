package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MemoryStoreQuirks;
import io.metagate.gateway.store.StoreQuirks;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.Predicate;
import io.metagate.test.Seeded;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;

/**
 * What the store finds is what the gateway holds to be in scope, on random records and predicates. Against MongoDB
 * itself where {@code METAGATE_TEST_MONGODB_URI} names one.
 */
class FilterSemanticsTest {

    private static final int ROUNDS = 20;
    private static final int RECORDS = 50;
    private static final int PREDICATES = 60;

    private final Seeded seeded = Seeded.forTest("FilterSemanticsTest");

    @Test
    void findsTheRecordsThatTheRedactorHoldsToBeInScope() {
        Optional<String> server = Optional.ofNullable(System.getenv("METAGATE_TEST_MONGODB_URI"));
        if (server.isEmpty()) {
            try (MemoryStore store = new MemoryStore()) {
                compare(store.things(), new MemoryStoreQuirks());
            }
            return;
        }
        try (MongoClient client = MongoClients.create(server.get())) {
            MongoCollection<BsonDocument> things = client.getDatabase("metagate-test-" + UUID.randomUUID())
                    .getCollection("things", BsonDocument.class);
            compare(things, StoreQuirks.NONE);
            client.getDatabase(things.getNamespace().getDatabaseName()).drop();
        }
    }

    private void compare(MongoCollection<BsonDocument> things, StoreQuirks quirks) {
        RandomFilters random = new RandomFilters(seeded, quirks);
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<BsonDocument> records =
                    IntStream.range(0, RECORDS).mapToObj(random::record).toList();
            things.deleteMany(new BsonDocument());
            things.insertMany(records);
            for (int i = 0; i < PREDICATES; i++) {
                found += compare(things, records, random.predicate());
            }
        }
        int pairs = ROUNDS * RECORDS * PREDICATES;
        assertThat(found).as("both are met often").isBetween(pairs / 10, pairs * 9 / 10);
    }

    private static int compare(MongoCollection<BsonDocument> things, List<BsonDocument> records, Predicate predicate) {
        RecordMatcher scope = RecordMatcher.of(predicate);
        List<BsonDocument> inScope =
                records.stream().filter(record -> scope.holds(bytes(record))).toList();
        BsonDocument filter = MongoFilter.of(predicate);
        assertThat(things.find(filter)).as(filter::toJson).containsExactlyInAnyOrderElementsOf(inScope);
        return inScope.size();
    }

    private static BsonBytes bytes(BsonDocument record) {
        ByteBuf buffer = new RawBsonDocument(record, new BsonDocumentCodec()).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new BsonBytes(bytes);
    }
}
