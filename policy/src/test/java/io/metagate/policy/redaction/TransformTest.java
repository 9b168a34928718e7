package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.DisclosureLevel;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformTest {

    private static final Transform CLEAR = new Transform.Clear();

    private static final BucketTransform HUNDREDS = new BucketTransform(BigDecimal.valueOf(100));

    private static final List<Transform> ASCENDING = List.of(
            new Transform.Remove(),
            new Transform.Null(),
            new Transform.Constant("x"),
            new Transform.Pseudonym(),
            new TruncateTransform(TruncateTransform.Unit.YEAR),
            new MaskTransform.Last(4),
            new ScrubTransform(),
            CLEAR);

    @Test
    void ordersTransformsByWhatTheyReveal() {
        assertThat(ASCENDING.stream().map(Transform::disclosureLevel))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(ASCENDING).hasSameSizeAs(DisclosureLevel.values());
        assertThat(new TokenTransform().disclosureLevel()).isEqualTo(DisclosureLevel.PSEUDONYM);
        assertThat(HUNDREDS.disclosureLevel()).isEqualTo(DisclosureLevel.TRUNCATE);
        assertThat(List.of(
                        new MaskTransform.Email(true),
                        new MaskTransform.First(1),
                        new MaskTransform.Initials(),
                        new IpMask(),
                        new FilenameMask()))
                .allMatch(mask -> mask.disclosureLevel() == DisclosureLevel.MASK);
    }

    @Test
    void namesTransformsForever() {
        assertThat(ASCENDING.stream().map(Transform::name))
                .containsExactly(
                        "remove", "null", "constant", "pseudonym", "truncate.year", "mask.last", "scrub", "clear");
        assertThat(new TokenTransform().name()).isEqualTo("token");
        assertThat(HUNDREDS.name()).isEqualTo("bucket");
        assertThat(new IpMask().name()).isEqualTo("mask.ip");
        assertThat(new FilenameMask().name()).isEqualTo("mask.filename");
        assertThat(new MaskTransform.Email(false).name()).isEqualTo("mask.email");
        assertThat(new MaskTransform.Email(true).name()).isEqualTo("mask.email.hidden-domain");
        assertThat(new MaskTransform.First(1).name()).isEqualTo("mask.first");
        assertThat(new MaskTransform.Initials().name()).isEqualTo("mask.initials");
        assertThat(new TruncateTransform(TruncateTransform.Unit.HOUR).name()).isEqualTo("truncate.hour");
    }

    @Test
    void appliesToTypesWhereItMakesSense() {
        assertThat(types(new MaskTransform.Initials())).containsExactly(FieldType.STRING);
        assertThat(types(new TruncateTransform(TruncateTransform.Unit.DAY))).containsExactly(FieldType.DATE);
        assertThat(types(new Transform.Pseudonym()))
                .doesNotContain(FieldType.BOOL, FieldType.DOUBLE, FieldType.DECIMAL)
                .hasSize(6);
        assertThat(types(HUNDREDS)).containsExactly(FieldType.INT, FieldType.DOUBLE, FieldType.DECIMAL);
        assertThat(types(new BucketTransform(BigDecimal.ONE))).containsExactly(FieldType.DOUBLE, FieldType.DECIMAL);
        assertThat(types(new BucketTransform(new BigDecimal("2.5"))))
                .containsExactly(FieldType.DOUBLE, FieldType.DECIMAL);
        assertThat(types(new TokenTransform()))
                .containsExactly(FieldType.STRING, FieldType.INT, FieldType.DATE, FieldType.OBJECT_ID, FieldType.UUID);
        for (Transform ofTexts : List.of(new ScrubTransform(), new IpMask(), new FilenameMask())) {
            assertThat(types(ofTexts)).containsExactly(FieldType.STRING);
        }
        assertThat(types(CLEAR)).containsExactly(FieldType.values());
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, 2020-01-01T00:00:00Z",
        "MONTH, 2020-02-01T00:00:00Z",
        "DAY, 2020-02-29T00:00:00Z",
        "HOUR, 2020-02-29T23:00:00Z",
    })
    void truncatesDates(TruncateTransform.Unit unit, String truncated) {
        BsonOut record = new BsonOut().date("date", 1_583_020_799_999L);
        assertThat(ReleasedBodies.one(SampleCollection.plan("date", new TruncateTransform(unit)), record))
                .isEqualTo("{\"date\":{\"$date\":\"" + truncated + "\"}}");
    }

    @Test
    void truncatesDatesBefore1970Downwards() {
        assertThat(new TruncateTransform(TruncateTransform.Unit.DAY).truncated(-1))
                .hasValue(-86_400_000);
    }

    @Test
    void givesNullForDatesThatCannotBeTruncated() {
        BsonOut record = new BsonOut().date("date", Long.MIN_VALUE);
        RedactedRecords records = new Redactor(
                        SampleCollection.plan("date", new TruncateTransform(TruncateTransform.Unit.YEAR)))
                .redact(List.of(record.record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"date\":null}]");
        assertThat(records.counts().omitted().failed()).isOne();
        assertThat(records.counts().released()).isEmpty();
    }

    @Test
    void givesNullForValuesThatATransformDoesNotApplyTo() {
        BsonOut record = new BsonOut().int32("int", 4711).text("string", "text").nothing("date");
        ReleasePlan plan = SampleCollection.plan(
                "int", new MaskTransform.Last(1), "string", new TruncateTransform(TruncateTransform.Unit.DAY));
        RedactedRecords records = new Redactor(plan).redact(List.of(record.record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"int\":null,\"string\":null}]");
        assertThat(records.counts().omitted()).isEqualTo(new DisclosureCounts.Omitted(0, 1, 0, 2));
    }

    @Test
    void keepsNullExceptWhereAConstantReplacesIt() {
        BsonOut record =
                new BsonOut().nothing("string").nothing("date").nothing("int").nothing("email");
        ReleasePlan plan = SampleCollection.plan(
                "string",
                new MaskTransform.Last(1),
                "date",
                new TruncateTransform(TruncateTransform.Unit.DAY),
                "int",
                new Transform.Pseudonym(),
                "email",
                new Transform.Constant("[hid\"den]"));
        assertThat(ReleasedBodies.one(plan, record))
                .isEqualTo("{\"string\":null,\"date\":null,\"int\":null,\"email\":\"[hid\\\"den]\"}");
    }

    @Test
    void replacesEveryElementOfAnArray() {
        BsonOut phones = new BsonOut()
                .text("0", "+15550100123")
                .nothing("1")
                .int32("2", 5)
                .array("3", new BsonOut().text("0", "1"));
        assertThat(ReleasedBodies.one(
                        SampleCollection.plan("email", new MaskTransform.Last(4)),
                        new BsonOut().array("email", phones)))
                .isEqualTo("{\"email\":[\"***0123\",null,[\"***\"]]}");
    }

    private static List<FieldType> types(Transform transform) {
        return Arrays.stream(FieldType.values()).filter(transform::appliesTo).toList();
    }
}
