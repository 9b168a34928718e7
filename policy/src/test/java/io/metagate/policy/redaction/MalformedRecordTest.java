package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.MalformedRecord;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.test.Seeded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bytes that are not BSON give no answer; bytes that still are give JSON. */
class MalformedRecordTest {

    @Test
    void refusesEveryTruncatedRecord() {
        Seeded random = Seeded.forTest("MalformedRecordTest, truncated");
        RandomPlans plans = new RandomPlans(random);
        for (int i = 0; i < 15; i++) {
            Collection collection = plans.collection();
            ReleasePlan plan = ScopedRelease.plan(collection, plans.releases(collection), RandomPlans.KEYS);
            byte[] record = new RandomRecords(random, new RandomValues(random), collection, false).next();
            for (int length = 0; length < record.length; length++) {
                RawRecord cut = new RawRecord(Arrays.copyOf(record, length));
                assertThat(releases(plan, cut)).as("length %d", length).isFalse();
                assertThat(releases(plan, new RawRecord(record), cut))
                        .as("length %d", length)
                        .isFalse();
            }
        }
    }

    @Test
    void neverWritesAnythingButJson() {
        Seeded random = Seeded.forTest("MalformedRecordTest, corrupted");
        RandomPlans plans = new RandomPlans(random);
        int refused = 0;
        for (int i = 0; i < 15; i++) {
            Collection collection = plans.collection();
            ReleasePlan plan = ScopedRelease.plan(
                    collection,
                    random.chance(50) ? plans.releases(collection) : List.of(RandomPlans.everything(collection)),
                    RandomPlans.KEYS);
            byte[] record = new RandomRecords(random, new RandomValues(random), collection, random.chance(50)).next();
            for (int at = 0; at < record.length; at++) {
                for (int value :
                        new int[] {0, 1, 0x7F, 0x80, 0xFF, record[at] + 1, record[at] - 1, random.below(256)}) {
                    byte[] corrupted = record.clone();
                    corrupted[at] = (byte) value;
                    boolean released = releases(plan, new RawRecord(corrupted));
                    assertThat(releases(plan, new RawRecord(record), new RawRecord(corrupted)))
                            .isEqualTo(released);
                    refused += released ? 0 : 1;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void refusesRecordsThatAreNestedTooDeeply() {
        ReleasePlan plan = plan();
        assertThat(ReleasedBodies.one(plan, nested(199)))
                .isEqualTo("{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}");
        assertThatThrownBy(() -> ReleasedBodies.one(plan, nested(200))).isInstanceOf(MalformedRecord.class);
        assertThatThrownBy(() -> ReleasedBodies.one(plan, nested(20_000))).isInstanceOf(MalformedRecord.class);
    }

    @Test
    void refusesBytesBehindARecord() {
        byte[] record = new BsonOut().text("a", "x").bytes();
        RawRecord longer = new RawRecord(Arrays.copyOf(record, record.length + 1));
        assertThatThrownBy(() -> new Redactor(plan()).redact(List.of(longer), 1))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void refusesAnElementWhoseNameEndsWithItsDocument() {
        RawRecord nameless = new RawRecord(new byte[] {6, 0, 0, 0, 0x0A, 0});
        assertThatThrownBy(() -> new Redactor(plan()).redact(List.of(nameless), 1))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void refusesAWholePageForOneMalformedRecord() {
        RawRecord good = new BsonOut().text("a", "x").record();
        RawRecord bad = new RawRecord(new byte[] {5, 0, 0, 0, 1});
        assertThatThrownBy(() -> new Redactor(plan()).redact(List.of(good, bad), 1_000))
                .isInstanceOf(MalformedRecord.class);
    }

    /** Whether anything was released of the last one; fails if that is not JSON. */
    private static boolean releases(ReleasePlan plan, RawRecord... records) {
        try {
            long before = redacted(plan, List.of(records).subList(0, records.length - 1));
            return redacted(plan, List.of(records)) > before;
        } catch (MalformedRecord e) {
            return false;
        }
    }

    private static long redacted(ReleasePlan plan, List<RawRecord> records) {
        RedactedRecords redacted = new Redactor(plan).redact(records, Integer.MAX_VALUE);
        assertThat(StrictJson.isJson(ReleasedBodies.bytes(redacted.page(Optional.empty()))))
                .isTrue();
        return redacted.counts().records();
    }

    private static ReleasePlan plan() {
        Classification label = new Classification("public");
        Collection collection = new Collection(
                "things",
                new StoreLocation("backup", "things"),
                new Field(FieldPath.ID, FieldType.STRING, label),
                Optional.empty(),
                List.of(new Field(FieldPath.of("a"), FieldType.STRING, label)));
        return ScopedRelease.plan(collection, List.of(RandomPlans.everything(collection)), RandomPlans.KEYS);
    }

    private static BsonOut nested(int arrays) {
        BsonOut inner = new BsonOut();
        for (int i = 1; i < arrays; i++) {
            inner = new BsonOut().array("0", inner);
        }
        return new BsonOut().array("a", inner);
    }
}
