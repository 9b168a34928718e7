package io.metagate.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

class SampleCollectionsTest {

    private static final long SEED = SampleCollections.SEED;
    private static final int ACCOUNTS = 4000;
    private static final Pattern DOMAIN = Pattern.compile("@([a-z0-9.-]+)");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b");

    @Test
    void makesTheSameRecordsForTheSameSeed() {
        assertThat(all(SEED, 200)).isEqualTo(all(SEED, 200));
        assertThat(all(SEED, 200)).isNotEqualTo(all(SEED + 1, 200));
    }

    @Test
    void beginsALargerSampleWithTheSameRecords() {
        List<SampleCollection> small = SampleCollections.of(SEED, 300);
        List<SampleCollection> large = SampleCollections.of(SEED, 900);
        for (int i = 0; i < small.size(); i++) {
            List<Document> records = small.get(i).recordsFrom(1).toList();
            assertThat(large.get(i).recordsFrom(1).limit(records.size())).isEqualTo(records);
        }
    }

    @Test
    void makesRecordsOfAboutFiveHundredBytes() {
        for (SampleCollection sample : SampleCollections.of(SEED, ACCOUNTS)) {
            double mean = sample.recordsFrom(1)
                    .mapToInt(SampleCollectionsTest::bytes)
                    .average()
                    .orElseThrow();
            assertThat(mean).as(sample.name()).isBetween(350.0, 700.0);
        }
    }

    @Test
    void beginsWithTheAccountThatExamplesSpeakOf() {
        Document first = collection("accounts").record(1);
        assertThat(first)
                .containsEntry("_id", "acc-1")
                .containsEntry("username", "jane.roe")
                .containsEntry("name", "Jane Roe")
                .containsEntry("email", "jane.roe@acme.example")
                .containsEntry("phone", "+15550100123")
                .containsEntry("region", "eu")
                .containsKey("passwordHint");
        Document company = first.get("company", Document.class);
        assertThat(company).containsKeys("legalName", "notes");
        assertThat(company.getList("contacts", Document.class)).isNotEmpty();
    }

    @Test
    void givesEveryAccountItsOwnUsername() {
        assertThat(collection("accounts").recordsFrom(1).map(record -> record.get("username")))
                .doesNotHaveDuplicates();
    }

    @Test
    void bendsSomeAccountsIntoEveryAwkwardShape() {
        List<Document> accounts = collection("accounts").recordsFrom(1).toList();
        for (AwkwardShape shape : AwkwardShape.values()) {
            assertThat(accounts).as(shape.name()).anyMatch(record -> isBent(shape, record));
        }
        assertThat(accounts).filteredOn(record -> isUsual(record)).hasSizeGreaterThan(ACCOUNTS * 8 / 10);
    }

    @Test
    void tellsTheSameOfADeviceInBothCollectionsThatKnowIt() {
        Map<Object, Document> accounts = collection("accounts")
                .recordsFrom(1)
                .collect(Collectors.toMap(record -> record.get("_id"), record -> record));
        collection("devices").recordsFrom(1).limit(1000).forEach(device -> {
            Document account = Objects.requireNonNull(accounts.get(device.get("accountId")));
            assertThat(account.get("region")).isEqualTo(device.get("region"));
            assertThat(account.toJson()).contains(device.getString("hostname"), device.getString("username"));
        });
    }

    @Test
    void speaksOnlyOfReservedDomainsAndNumbers() {
        for (SampleCollection sample : SampleCollections.of(SEED, ACCOUNTS)) {
            sample.recordsFrom(1).flatMap(SampleCollectionsTest::texts).forEach(text -> {
                assertThat(matches(DOMAIN, text)).allMatch(match -> match.endsWith(".example"));
                assertThat(matches(ADDRESS, text))
                        .allMatch(match -> match.startsWith("203.0.113.") || match.startsWith("10."));
                assertThat(!text.startsWith("+") || text.startsWith("+1555")).isTrue();
            });
        }
    }

    private static boolean isBent(AwkwardShape shape, Document record) {
        return switch (shape) {
            case PHONE_AS_NUMBER -> record.get("phone") instanceof Long;
            case DATE_AS_TEXT -> record.get("createdAt") instanceof String;
            case NAME_AS_DOCUMENT -> record.get("name") instanceof Document;
            case EMAIL_AS_ARRAY -> record.get("email") instanceof List;
            case DEVICES_IN_ARRAYS_OF_ARRAYS ->
                record.getList("devices", Object.class).get(0) instanceof List;
            case NAME_WITH_A_DOT -> record.containsKey("company.legalName");
            case NAMES_THAT_LOOK_ALIKE -> record.containsKey("us\u0435rname");
            case NAMES_THAT_ARE_DATA -> record.containsKey("sharedWith");
            case COPY_OF_ITSELF -> record.containsKey("previous");
            case NULLS -> record.containsKey("name") && record.get("name") == null;
        };
    }

    private static boolean isUsual(Document record) {
        return Stream.of(AwkwardShape.values()).noneMatch(shape -> isBent(shape, record));
    }

    private static List<Document> all(long seed, long accounts) {
        return SampleCollections.of(seed, accounts).stream()
                .flatMap(sample -> sample.recordsFrom(1))
                .toList();
    }

    private static SampleCollection collection(String name) {
        return SampleCollections.of(SEED, ACCOUNTS).stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int bytes(Document record) {
        return new RawBsonDocument(record, new DocumentCodec()).getByteBuffer().remaining();
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Document document) {
            return Stream.concat(
                    document.keySet().stream(), document.values().stream().flatMap(SampleCollectionsTest::texts));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().flatMap(SampleCollectionsTest::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).toList();
    }
}
