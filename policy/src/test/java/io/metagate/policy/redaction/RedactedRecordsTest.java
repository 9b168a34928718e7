package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedactedRecordsTest {

    private static final ReleasePlan PLAN = SampleCollection.plan("_id", new Transform.Clear());

    @Test
    void makesAPageOfRecords() {
        assertThat(ReleasedBodies.text(redact(1_000, 1, 2).page(Optional.empty())))
                .isEqualTo("{\"records\":[{\"_id\":1},{\"_id\":2}],\"next\":null}");
        assertThat(ReleasedBodies.text(redact(1_000).page(Optional.empty())))
                .isEqualTo("{\"records\":[],\"next\":null}");
    }

    @Test
    void escapesTheCursor() {
        assertThat(ReleasedBodies.text(redact(1_000).page(Optional.of("a\"b\\c\n"))))
                .isEqualTo("{\"records\":[],\"next\":\"a\\\"b\\\\c\\n\"}");
    }

    @Test
    void makesOneRecord() {
        assertThat(redact(1_000, 7).single().map(ReleasedBodies::text)).hasValue("{\"_id\":7}");
        assertThat(redact(1_000).single()).isEmpty();
        assertThatThrownBy(() -> redact(1_000, 1, 2).single()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsBeforeThePageIsTooLarge() {
        int two = "{\"_id\":1},{\"_id\":2}".length();
        assertThat(redact(two, 1, 2, 3).taken()).isEqualTo(2);
        RedactedRecords less = redact(two - 1, 1, 2, 3);
        assertThat(less.taken()).isOne();
        assertThat(less.counts().records()).isOne();
        assertThat(less.counts().released())
                .containsExactly(Map.entry(new DisclosureCounts.Release(SampleCollection.PUBLIC, "clear"), 1L));
        assertThat(ReleasedBodies.records(less)).isEqualTo("[{\"_id\":1}]");
    }

    @Test
    void takesTheFirstRecordWhateverItsSize() {
        assertThat(ReleasedBodies.records(redact(1, 123_456, 2))).isEqualTo("[{\"_id\":123456}]");
    }

    @Test
    void commitsToItsBytesUnderASalt() throws Exception {
        RedactedBody body = redact(1_000, 1).page(Optional.of("next"));
        byte[] salt = {1, 2, 3};
        ByteArrayOutputStream salted = new ByteArrayOutputStream();
        salted.writeBytes(salt);
        salted.writeBytes(ReleasedBodies.bytes(body));
        assertThat(body.commitment(salt))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(salted.toByteArray()))
                .isNotEqualTo(body.commitment(new byte[0]));
        assertThat(body.size()).isEqualTo(ReleasedBodies.bytes(body).length);
    }

    @Test
    @SuppressWarnings("NullAway")
    void givesNothingWithoutEvidence() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RedactedBody body = redact(1_000, 1).page(Optional.empty());
        assertThatThrownBy(() -> body.writeTo(null, out)).isInstanceOf(NullPointerException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void hidesRecordsAndBodiesFromLogs() {
        RawRecord record = new BsonOut().text("email", "jane@acme.example").record();
        assertThat(record).hasToString("RawRecord[?]");
        assertThat(record.size()).isEqualTo(record.bytes().length());
        assertThat(redact(1_000, 1).page(Optional.empty())).hasToString("RedactedBody[?]");
    }

    @Test
    void countsPeopleRecordsAndWhatWasLeftOut() {
        DisclosureCounts counts = new Redactor(SampleCollection.plan("email", new Transform.Pseudonym()))
                .redact(
                        List.of(
                                new BsonOut()
                                        .text("email", "a")
                                        .text("unknown", "x")
                                        .record(),
                                new BsonOut()
                                        .text("email", "a")
                                        .text("email", "b")
                                        .record(),
                                new BsonOut()
                                        .array(
                                                "email",
                                                new BsonOut().text("0", "c").int32("1", 5))
                                        .record(),
                                new BsonOut().nothing("email").record(),
                                new BsonOut().text("string", "x").record()),
                        1_000)
                .counts();
        assertThat(counts.records()).isEqualTo(5);
        assertThat(counts.dataSubjects()).isEqualTo(new DisclosureCounts.DataSubjects(3, 2));
        assertThat(counts.released())
                .containsExactly(Map.entry(new DisclosureCounts.Release(SampleCollection.PERSONAL, "pseudonym"), 4L));
        assertThat(counts.omitted()).isEqualTo(new DisclosureCounts.Omitted(1, 1, 2, 0));
    }

    @Test
    void countsPeopleWhoseIdentifiersAreNotReleased() {
        DisclosureCounts counts = new Redactor(PLAN)
                .redact(List.of(new BsonOut().text("email", "a").record()), 1_000)
                .counts();
        assertThat(counts.dataSubjects()).isEqualTo(new DisclosureCounts.DataSubjects(1, 0));
        assertThat(counts.omitted().withheld()).isOne();
    }

    private static RedactedRecords redact(int maxBytes, int... ids) {
        List<RawRecord> records = IntStream.of(ids)
                .mapToObj(id -> new BsonOut().int32("_id", id).record())
                .toList();
        return new Redactor(PLAN).redact(records, maxBytes);
    }
}
