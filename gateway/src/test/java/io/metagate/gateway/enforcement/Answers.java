package io.metagate.gateway.enforcement;

import io.metagate.gateway.fixture.Things;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Answers with a record in them, made as a search makes them. */
final class Answers {

    private Answers() {}

    /** What somebody's search is permitted as, which looks for the value in a field that is not read in clear. */
    static Decision.Permit permitFor(String value) {
        Predicate filter =
                new Predicate.Compare(FieldPath.of("username"), Predicate.Relation.EQUAL, new Value.Text(value));
        return Things.permitted(new Query(filter, Optional.empty(), List.of(), 10, Optional.empty()));
    }

    /** One record that holds the value in every field, listed or not. */
    static RedactedRecords records(Decision.Permit permit, String value) {
        BsonDocument record = new BsonDocument("_id", new BsonString(value));
        for (String field : List.of("username", "text", "secret", "unlisted", value)) {
            record.append(field, new BsonString(value));
        }
        return permit.redactor().redact(List.of(raw(record)), 1 << 20);
    }

    private static RawRecord raw(BsonDocument record) {
        ByteBuf buffer = new RawBsonDocument(record, new BsonDocumentCodec()).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new RawRecord(bytes);
    }
}
