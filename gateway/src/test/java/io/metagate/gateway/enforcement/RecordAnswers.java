package io.metagate.gateway.enforcement;

import io.metagate.gateway.fixture.RawRecords;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Answers with a record in them, made as a search makes them. */
public final class RecordAnswers {

    private RecordAnswers() {}

    /** What somebody's search is permitted as, which looks for the value in a field that is not read in clear. */
    public static Decision.Permit permitFor(String value) {
        Predicate filter =
                new Predicate.Compare(FieldPath.of("username"), Predicate.Relation.EQUAL, new ScalarValue.Text(value));
        return ThingsPolicies.permitted(new Query(filter, Optional.empty(), List.of(), 10, Optional.empty()));
    }

    /** So many lines of records that hold the value in every field. */
    public static RedactedLines lines(Decision.Permit permit, String value, int count) {
        return permit.redactor().lines(Collections.nCopies(count, record(value)), 1 << 20);
    }

    /** One record that holds the value in every field, listed or not. */
    public static RedactedRecords records(Decision.Permit permit, String value) {
        return permit.redactor().redact(List.of(record(value)), 1 << 20);
    }

    private static RawRecord record(String value) {
        BsonDocument record = new BsonDocument("_id", new BsonString(value));
        for (String field : List.of("username", "text", "secret", "unlisted", value)) {
            record.append(field, new BsonString(value));
        }
        return RawRecords.of(record);
    }
}
