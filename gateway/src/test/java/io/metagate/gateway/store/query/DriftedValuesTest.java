package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.store.MemoryStore;
import io.metagate.policy.decision.token.TypeStrictFilter;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.Predicate;
import io.metagate.test.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bson.BsonDocument;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;

/**
 * A value that has drifted makes no difference to what the store finds: it finds the same records where there is none
 * instead.
 */
class DriftedValuesTest {

    private static final int ROUNDS = 20;
    private static final int RECORDS = 40;
    private static final int FILTERS = 100;

    private final DriftingRecords random = new DriftingRecords(Seeded.forTest("DriftedValuesTest"));

    @Test
    void findsTheSameRecordsWithDriftedValuesAsWithNone() {
        int found = 0;
        try (MemoryStore store = new MemoryStore()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<DriftingRecords.Twins> twins = new ArrayList<>();
                for (int id = 0; id < RECORDS; id++) {
                    twins.add(random.twins(id));
                }
                List<Predicate> filters = new ArrayList<>();
                for (int n = 0; n < FILTERS; n++) {
                    filters.add(TypeStrictFilter.of(random.filter(), DriftingRecords.COLLECTION));
                }
                List<List<String>> without = find(
                        store,
                        twins.stream().map(DriftingRecords.Twins::without).toList(),
                        filters);
                assertThat(find(
                                store,
                                twins.stream()
                                        .map(DriftingRecords.Twins::drifted)
                                        .toList(),
                                filters))
                        .as(filters::toString)
                        .isEqualTo(without);
                found += without.stream().mapToInt(List::size).sum();
            }
        }
        int pairs = ROUNDS * RECORDS * FILTERS;
        assertThat(found).as("both are met often").isBetween(pairs / 10, pairs * 9 / 10);
    }

    /** The identifiers that each of the filters finds, which are those that the gateway holds to be in scope. */
    private static List<List<String>> find(MemoryStore store, List<BsonDocument> records, List<Predicate> filters) {
        store.hold(records);
        List<List<String>> found = new ArrayList<>();
        for (Predicate filter : filters) {
            RecordMatcher scope = RecordMatcher.of(filter);
            List<String> ids = ids(store.things().find(MongoFilter.of(filter)));
            assertThat(ids)
                    .as(() -> MongoFilter.of(filter).toJson())
                    .isEqualTo(ids(records.stream()
                            .filter(record -> scope.holds(bytes(record)))
                            .toList()));
            found.add(ids);
        }
        return found;
    }

    private static List<String> ids(Iterable<BsonDocument> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(record -> record.getString("_id").getValue())
                .sorted()
                .toList();
    }

    private static BsonBytes bytes(BsonDocument record) {
        ByteBuf buffer = new RawBsonDocument(record, new BsonDocumentCodec()).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new BsonBytes(bytes);
    }
}
