package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.test.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;

/** The redactor against the reference, on random records under random plans. */
class RedactorDifferentialTest {

    private static final int PLANS = TestRounds.of(1_500);
    private static final int RECORDS = 8;

    @Test
    void releasesAndCountsWhatTheReferenceDoes() {
        Seeded random = Seeded.forTest("RedactorDifferentialTest");
        RandomPlans plans = new RandomPlans(random);
        for (int i = 0; i < PLANS; i++) {
            Collection collection = plans.collection();
            agree(random, collection, plans.releases(collection), plans.wanted(collection));
        }
    }

    private static void agree(
            Seeded random, Collection collection, List<ScopedRelease> releases, Optional<Set<FieldPath>> wanted) {
        RandomValues values = new RandomValues(random);
        RandomRecords records = new RandomRecords(random, values, collection, false);
        List<byte[]> page = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            page.add(records.next());
        }
        ReleasePlan all = ScopedRelease.plan(collection, releases, RandomPlans.KEYS);
        ReleasePlan plan = wanted.map(all::select).orElse(all);
        RedactedRecords redacted =
                new Redactor(plan).redact(page.stream().map(RawRecord::new).toList(), Integer.MAX_VALUE);
        Expected expected = new Expected();
        for (byte[] record : page) {
            ReferenceRedactor reference = new ReferenceRedactor(collection, releases, wanted, values.undecodable());
            expected.add(ReferenceDocument.of(record), reference, collection);
        }
        byte[] body = ReleasedBodies.bytes(redacted.page(Optional.empty()));
        assertThat(StrictJson.isJson(body)).isTrue();
        assertThat(BsonDocument.parse(new String(body, StandardCharsets.UTF_8)).toJson())
                .isEqualTo(expected.page());
        assertThat(redacted.counts()).isEqualTo(expected.counts());
    }

    /** What the reference makes of a page. */
    private static final class Expected {

        private static final JsonWriterSettings RELAXED =
                JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

        private final BsonArray records = new BsonArray();
        private final Map<DisclosureCounts.Release, Long> released = new TreeMap<>();
        private final Set<Object> people = new HashSet<>();
        private DisclosureCounts.Omitted omitted = DisclosureCounts.Omitted.NONE;
        private int without;
        private int outOfScope;

        void add(ReferenceDocument record, ReferenceRedactor reference, Collection collection) {
            Optional<BsonDocument> redacted = reference.redact(record);
            if (redacted.isEmpty()) {
                outOfScope++;
                return;
            }
            records.add(redacted.get());
            reference.released.forEach((release, count) -> released.merge(release, count, Long::sum));
            omitted = omitted.plus(reference.omitted());
            List<Object> about = new ArrayList<>();
            collection.dataSubject().ifPresent(s -> people(record, s.field().segments(), about));
            people.addAll(about);
            without += about.isEmpty() ? 1 : 0;
        }

        String page() {
            BsonDocument page = new BsonDocument("records", records).append("next", BsonNull.VALUE);
            return BsonDocument.parse(page.toJson(RELAXED)).toJson();
        }

        DisclosureCounts counts() {
            return new DisclosureCounts(
                    records.size(),
                    outOfScope,
                    new DisclosureCounts.DataSubjects(people.size(), without),
                    new TreeMap<>(released),
                    omitted);
        }

        private static void people(Object value, List<String> path, List<Object> into) {
            if (value instanceof List<?> list) {
                list.forEach(element -> people(element, path, into));
            } else if (path.isEmpty() || !(value instanceof ReferenceDocument)) {
                if (value instanceof BsonInt32 number) {
                    into.add(new BsonInt64(number.getValue()));
                } else if (!(value instanceof BsonNull)) {
                    into.add(value);
                }
            } else if (value instanceof ReferenceDocument document) {
                document.members().stream()
                        .filter(member -> member.name().equals(path.get(0)))
                        .findFirst()
                        .ifPresent(member -> people(member.value(), path.subList(1, path.size()), into));
            }
        }
    }
}
