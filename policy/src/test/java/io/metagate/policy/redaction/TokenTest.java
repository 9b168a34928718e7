package io.metagate.policy.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.key.KeyRing;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final KeyRing RING =
            (classification, id) -> id == 1 || id == 2 ? Optional.of(key(classification, id)) : Optional.empty();
    private static final Detokenizer READER = new Detokenizer(RING);

    @Test
    void turnsBackIntoTheValueOfItsType() {
        assertThat(read("string", new BsonOut().text("string", "Jane é😀"))).hasValue(new ScalarValue.Text("Jane é😀"));
        assertThat(read("string", new BsonOut().text("string", ""))).hasValue(new ScalarValue.Text(""));
        assertThat(read("int", new BsonOut().int64("int", Long.MIN_VALUE)))
                .hasValue(new ScalarValue.Int(Long.MIN_VALUE));
        assertThat(read("date", new BsonOut().date("date", -1)))
                .hasValue(new ScalarValue.Date(Instant.ofEpochMilli(-1)));
        byte[] id = new byte[12];
        id[0] = (byte) 0xAB;
        assertThat(read("objectId", new BsonOut().element(0x07, "objectId", id)))
                .hasValue(new ScalarValue.ObjectId("ab" + "0".repeat(22)));
        byte[] uuid = new byte[16];
        uuid[15] = 1;
        assertThat(read("uuid", new BsonOut().element(0x05, "uuid", BsonOut.binary(4, uuid))))
                .hasValue(new ScalarValue.Uuid(new UUID(0, 1)));
    }

    @Test
    void isRevealedAsAValueOfItsTypeStandsInARecord() throws IOException {
        byte[] id = new byte[12];
        id[11] = 1;
        byte[] uuid = new byte[16];
        uuid[0] = 1;
        assertThat(revealed("string", FieldType.STRING, new BsonOut().text("string", "x\"")))
                .isEqualTo("\"x\\\"\"");
        assertThat(revealed("int", FieldType.INT, new BsonOut().int64("int", -7)))
                .isEqualTo("-7");
        assertThat(revealed("date", FieldType.DATE, new BsonOut().date("date", 0)))
                .isEqualTo("{\"$date\":\"1970-01-01T00:00:00Z\"}");
        assertThat(revealed("objectId", FieldType.OBJECT_ID, new BsonOut().element(0x07, "objectId", id)))
                .isEqualTo("{\"$oid\":\"000000000000000000000001\"}");
        assertThat(revealed("uuid", FieldType.UUID, new BsonOut().element(0x05, "uuid", BsonOut.binary(4, uuid))))
                .isEqualTo("{\"$binary\":{\"base64\":\"AQAAAAAAAAAAAAAAAAAAAA==\",\"subType\":\"04\"}}");
    }

    @Test
    void countsWhatIsRevealedAndNothingElse() {
        Field field = new Field(FieldPath.of("string"), FieldType.STRING, SampleCollection.PUBLIC);
        String token = token("string", 1, new BsonOut().text("string", "x"));
        String other = token("string", 2, new BsonOut().text("string", "y"));
        assertThat(READER.reveal(field, List.of(token, "t1_forged", other)).counts())
                .isEqualTo(new DisclosureCounts(
                        0,
                        0,
                        new DisclosureCounts.DataSubjects(0, 0),
                        new TreeMap<>(Map.of(new DisclosureCounts.Release(SampleCollection.PUBLIC, "clear"), 2L)),
                        DisclosureCounts.Omitted.NONE));
        assertThat(READER.reveal(field, List.of("t1_forged")).counts().released())
                .isEmpty();
    }

    @Test
    void isEqualForEqualValuesOfOneClassification() {
        String token = token("string", 1, new BsonOut().text("string", "x"));
        assertThat(token)
                .isEqualTo(token("company.name", 1, new BsonOut().document("company", new BsonOut().text("name", "x"))))
                .isNotEqualTo(token("email", 1, new BsonOut().text("email", "x")))
                .isNotEqualTo(token("string", 1, new BsonOut().text("string", "X")));
        assertThat(token("int", 1, new BsonOut().int32("int", 5)))
                .isEqualTo(token("int", 1, new BsonOut().int64("int", 5)));
    }

    @Test
    void isReadableWithAnOldKeyAndNotWithoutIt() {
        BsonOut record = new BsonOut().text("string", "x");
        String old = token("string", 1, record);
        String current = token("string", 2, record);
        String unknown = token("string", 3, record);
        assertThat(old).startsWith("t1_");
        assertThat(current).startsWith("t2_").isNotEqualTo(old.replaceFirst("t1", "t2"));
        assertThat(READER.read(SampleCollection.PUBLIC, old)).hasValue(new ScalarValue.Text("x"));
        assertThat(READER.read(SampleCollection.PUBLIC, current)).hasValue(new ScalarValue.Text("x"));
        assertThat(READER.read(SampleCollection.PUBLIC, unknown)).isEmpty();
    }

    @Test
    void isNotReadableAsAnotherClassificationNorUnderAnotherKeyId() {
        String token = token("string", 1, new BsonOut().text("string", "x"));
        assertThat(READER.read(SampleCollection.PERSONAL, token)).isEmpty();
        assertThat(READER.read(SampleCollection.PUBLIC, token.replaceFirst("t1", "t2")))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotAToken() {
        String token = token("string", 1, new BsonOut().text("string", "x"));
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(READER.read(SampleCollection.PUBLIC, forged)).as(forged).isEmpty();
            assertThat(READER.read(SampleCollection.PUBLIC, token.substring(0, at)))
                    .isEmpty();
        }
        for (String text :
                List.of("", "x", "t1_", "p1_AAAAAAAAAAAAAAAAAAAAAA", token + "A", token + "=", " " + token)) {
            assertThat(READER.read(SampleCollection.PUBLIC, text)).as(text).isEmpty();
        }
    }

    @Test
    void tellsNoMoreOfALengthThanThePowerOfTwoAbove() {
        int shortest = token("string", 1, new BsonOut().text("string", "")).length();
        assertThat(token("string", 1, new BsonOut().text("string", "x".repeat(26))))
                .hasSize(shortest);
        assertThat(token("string", 1, new BsonOut().text("string", "x".repeat(27))))
                .hasSizeGreaterThan(shortest);
        assertThat(token("string", 1, new BsonOut().text("string", "x".repeat(1_100))))
                .hasSameSizeAs(token("string", 1, new BsonOut().text("string", "x".repeat(2_000))));
    }

    @Test
    void isReadableWhateverItsLength() {
        for (int length = 0; length <= 4_000; length += 61) {
            String text = "é".repeat(length / 2);
            assertThat(read("string", new BsonOut().text("string", text))).hasValue(new ScalarValue.Text(text));
        }
    }

    @Test
    void givesNullForTextsThatAreTooLongAndValuesItDoesNotApplyTo() {
        assertFails("string", new BsonOut().text("string", "x".repeat(4_100)));
        assertFails("bool", new BsonOut().element(0x08, "bool", new byte[] {1}));
        assertFails("double", new BsonOut().int32("double", 1));
        assertFails("binary", new BsonOut().element(0x05, "binary", BsonOut.binary(0, new byte[3])));
    }

    private static void assertFails(String path, BsonOut record) {
        RedactedRecords records =
                new Redactor(SampleCollection.plan(path, new TokenTransform())).redact(List.of(record.record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"" + path + "\":null}]");
        assertThat(records.counts().omitted().failed()).isOne();
    }

    private static Optional<ScalarValue> read(String path, BsonOut record) {
        return READER.read(SampleCollection.PUBLIC, token(path, 1, record));
    }

    private static String token(String path, int keyId, BsonOut record) {
        ReleasePlan plan = ScopedRelease.plan(
                SampleCollection.collection(),
                List.of(SampleCollection.release("only", Predicate.all(), path, new TokenTransform())),
                classification -> key(classification, keyId));
        String json = ReleasedBodies.one(plan, record);
        return json.substring(json.indexOf("\"t" + keyId + "_") + 1, json.lastIndexOf('"'));
    }

    private static PseudonymKey key(Classification classification, int id) {
        byte[] secret = new byte[32];
        secret[0] = (byte) id;
        secret[1] = (byte) classification.label().length();
        return new PseudonymKey(id, secret);
    }

    private static String revealed(String name, FieldType type, BsonOut record) throws IOException {
        String token = token(name, 1, record);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        READER.reveal(new Field(FieldPath.of(name), type, SampleCollection.PUBLIC), List.of(token))
                .body()
                .writeTo(new Evidence() {}, out);
        String body = out.toString(UTF_8);
        String head = "{\"values\":[{\"token\":\"" + token + "\",\"value\":";
        assertThat(body).startsWith(head).endsWith("}]}");
        return body.substring(head.length(), body.length() - 3);
    }
}
