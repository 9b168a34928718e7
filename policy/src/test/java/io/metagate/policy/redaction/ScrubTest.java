package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.DataSubject;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Predicate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrubTest {

    private static final Transform SCRUB = new ScrubTransform();

    @Test
    void replacesThePersonOfEachRecordWhetherReleasedOrNot() {
        RedactedRecords records = new Redactor(SampleCollection.plan("string", SCRUB))
                .redact(
                        List.of(
                                new BsonOut()
                                        .text("email", "jane")
                                        .text("string", "Jane met John")
                                        .record(),
                                new BsonOut()
                                        .text("string", "Jane met John")
                                        .text("email", "john")
                                        .record(),
                                new BsonOut().text("string", "Jane met John").record()),
                        1_000);
        assertThat(ReleasedBodies.records(records))
                .isEqualTo("[{\"string\":\"[person] met John\"},{\"string\":\"Jane met [person]\"},"
                        + "{\"string\":\"Jane met John\"}]");
        assertThat(records.counts().released())
                .containsExactly(Map.entry(new DisclosureCounts.Release(SampleCollection.PUBLIC, "scrub"), 3L));
    }

    @Test
    void replacesEveryPersonOfAListAndEveryElement() {
        BsonOut people = new BsonOut().text("0", "jane").text("1", "john");
        BsonOut texts = new BsonOut().text("0", "Jane").nothing("1").text("2", "call +1 555 010 0123, John");
        assertThat(ReleasedBodies.one(
                        SampleCollection.plan("string", SCRUB),
                        new BsonOut().array("email", people).array("string", texts)))
                .isEqualTo("{\"string\":[\"[person]\",null,\"call [phone], [person]\"]}");
    }

    @Test
    void knowsIdentifiersOfEveryTypeThatPeopleWrite() {
        assertThat(about(FieldType.INT, new BsonOut().int32("who", 4711), "of 4711 and 47"))
                .isEqualTo("of [person] and 47");
        assertThat(about(FieldType.OBJECT_ID, new BsonOut().element(0x07, "who", new byte[12]), "of " + "0".repeat(24)))
                .isEqualTo("of [person]");
        BsonOut uuid = new BsonOut().element(0x05, "who", BsonOut.binary(4, new byte[16]));
        assertThat(about(FieldType.UUID, uuid, "of 00000000-0000-0000-0000-000000000000"))
                .isEqualTo("of [person]");
    }

    @Test
    void givesNullWhereAPersonIsKnownByWhatPeopleDoNotWrite() {
        assertThat(released(FieldType.DATE, new BsonOut().date("who", 0), "since 1970"))
                .isEqualTo("{\"text\":null}");
        assertThat(released(FieldType.BINARY, new BsonOut().element(0x05, "who", BsonOut.binary(0, new byte[16])), "x"))
                .isEqualTo("{\"text\":null}");
    }

    @Test
    void givesNullWhereAPersonCannotBeLookedForAndForOtherTypes() {
        BsonOut wordy =
                new BsonOut().text("email", "a b c d e f g h i j k l m n o p q").text("string", "x");
        RedactedRecords records = new Redactor(SampleCollection.plan("string", SCRUB, "int", SCRUB))
                .redact(List.of(wordy.int32("int", 1).record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"string\":null,\"int\":null}]");
        assertThat(records.counts().omitted().failed()).isEqualTo(2);
    }

    private static String about(FieldType type, BsonOut record, String text) {
        String json = released(type, record, text);
        return json.substring("{'text':'".length(), json.length() - 2);
    }

    private static String released(FieldType type, BsonOut record, String text) {
        Classification label = new Classification("public");
        Collection collection = new Collection(
                "things",
                new StoreLocation("backup", "things"),
                new Field(FieldPath.ID, FieldType.STRING, label),
                Optional.of(new DataSubject(FieldPath.of("who"), "account")),
                List.of(
                        new Field(FieldPath.of("who"), type, label),
                        new Field(FieldPath.of("text"), FieldType.STRING, label)));
        ReleasePlan plan = ScopedRelease.plan(
                collection,
                List.of(SampleCollection.release("only", Predicate.all(), "text", SCRUB)),
                RandomPlans.KEYS);
        return ReleasedBodies.one(plan, record.text("text", text));
    }
}
