package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.test.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** A canary in every text and in every name that nobody listed: none gets out unless the reference lets it out. */
class CanaryTest {

    private static final Pattern CANARY = Pattern.compile("zq\\d+qz");
    private static final int ROUNDS = TestRounds.of(3_000);

    @Test
    void releasesNoCanaryThatTheReferenceWouldNot() {
        Seeded random = Seeded.forTest("CanaryTest");
        RandomPlans plans = new RandomPlans(random);
        int hidden = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Collection collection = plans.collection();
            List<ScopedRelease> releases = plans.releases(collection);
            RandomValues values = new RandomValues(random);
            byte[] record = new RandomRecords(random, values, collection, false).next();
            Set<String> allowed = new ReferenceRedactor(collection, releases, Optional.empty(), Map.of())
                    .redact(ReferenceDocument.of(record))
                    .map(BsonDocument::toJson)
                    .map(CanaryTest::canaries)
                    .orElse(Set.of());
            assertThat(canaries(redacted(collection, releases, record))).isEqualTo(allowed);
            hidden += values.canaries().size() - allowed.size();
        }
        assertThat(hidden).as("canaries that had to be hidden").isGreaterThan(ROUNDS);
    }

    @Test
    void findsEveryCanaryWhenEverythingIsReleasedInClear() {
        Seeded random = Seeded.forTest("CanaryTest, control");
        RandomPlans plans = new RandomPlans(random);
        for (int i = 0; i < ROUNDS / 10; i++) {
            Collection collection = plans.collection();
            RandomValues values = new RandomValues(random);
            byte[] record = new RandomRecords(random, values, collection, true).next();
            assertThat(canaries(redacted(collection, List.of(RandomPlans.everything(collection)), record)))
                    .isEqualTo(values.canaries());
        }
    }

    private static String redacted(Collection collection, List<ScopedRelease> releases, byte[] record) {
        ReleasePlan plan = ScopedRelease.plan(collection, releases, RandomPlans.KEYS);
        RedactedRecords records = new Redactor(plan).redact(List.of(new RawRecord(record)), 1);
        return new String(ReleasedBodies.bytes(records.page(Optional.empty())), StandardCharsets.UTF_8);
    }

    private static Set<String> canaries(String text) {
        return CANARY.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
