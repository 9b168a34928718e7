package io.metagate.policy.interference;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.ReleasedBodies;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.SortKey;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** Records in memory that are asked as the store would be. */
record MemoryCollection(List<BsonDocument> records) {

    /** The answer to a permitted query, as the principal gets it. */
    String page(Decision.Permit permit) {
        PermittedQuery query = permit.query();
        RecordMatcher asked = RecordMatcher.of(query.predicate());
        List<RawRecord> found = records.stream()
                .sorted(order(query.sort()))
                .map(MemoryCollection::bson)
                .filter(record -> asked.holds(new BsonBytes(record)))
                .limit(query.limit())
                .map(RawRecord::new)
                .toList();
        RedactedRecords redacted = permit.redactor().redact(found, Integer.MAX_VALUE);
        return new String(ReleasedBodies.bytes(redacted.page(Optional.empty())), StandardCharsets.UTF_8);
    }

    private static Comparator<BsonDocument> order(List<SortKey> keys) {
        Comparator<BsonDocument> byId =
                Comparator.comparing(record -> record.getString("_id").getValue());
        return keys.stream()
                .map(MemoryCollection::order)
                .reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(byId))
                .orElse(byId);
    }

    private static Comparator<BsonDocument> order(SortKey key) {
        Comparator<BsonDocument> order =
                Comparator.comparing(record -> rank(at(record, key.path().segments())));
        return key.descending() ? order.reversed() : order;
    }

    /** A text that sorts as the value does, among values of its type. */
    private static String rank(BsonValue value) {
        if (value instanceof BsonString text) {
            return "3" + text.getValue();
        }
        if (value instanceof BsonInt32 number) {
            return "2%020d".formatted(number.longValue());
        }
        if (value instanceof BsonInt64 number) {
            return "2%020d".formatted(number.longValue());
        }
        return value.isDateTime() ? "4%020d".formatted(value.asDateTime().getValue()) : "1";
    }

    private static BsonValue at(BsonDocument record, List<String> path) {
        BsonValue value = record;
        for (String name : path) {
            BsonValue holder = value instanceof BsonArray array && !array.isEmpty() ? array.get(0) : value;
            value = holder instanceof BsonDocument document && document.containsKey(name)
                    ? document.get(name)
                    : BsonNull.VALUE;
        }
        return value;
    }

    private static byte[] bson(BsonDocument record) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        new BsonDocumentCodec()
                .encode(
                        new BsonBinaryWriter(out),
                        record,
                        EncoderContext.builder().build());
        return out.toByteArray();
    }
}
