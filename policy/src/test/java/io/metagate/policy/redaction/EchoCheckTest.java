package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.transform.Bucket;
import io.metagate.policy.redaction.transform.Mask;
import io.metagate.policy.redaction.transform.Scrub;
import io.metagate.policy.redaction.transform.Token;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.Truncate;
import io.metagate.policy.request.Content;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoCheckTest {

    private static final String ADDRESS = "jane.roe@acme.example";

    static List<Transform> ofTexts() {
        return List.of(
                new Mask.Email(false),
                new Mask.Email(true),
                new Mask.First(1),
                new Mask.Last(4),
                new Mask.Initials(),
                new Scrub(),
                new Transform.Constant("hidden"),
                new Transform.Pseudonym(),
                new Token());
    }

    @ParameterizedTest
    @MethodSource("ofTexts")
    void findsAShownTextThatIsWrittenInPlaceOfTheValue(Transform transform) {
        ReleasePlan plan = Things.plan("email", transform);
        String shown = shown(plan, new BsonOut().text("email", ADDRESS));

        assertThat(isEcho(plan, one(ADDRESS), one(shown), text("email", shown))).isTrue();
        assertThat(isEcho(plan, one(ADDRESS), several("x", shown), texts("email", "x", shown)))
                .as("among others")
                .isTrue();
        assertThat(isEcho(plan, several("y", ADDRESS), one(shown), text("email", shown)))
                .as("of one of several")
                .isTrue();
        assertThat(isEcho(plan, one(ADDRESS), one("other@acme.example"), text("email", "other@acme.example")))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofTexts")
    void findsItBelowADocumentAndInItsArrays(Transform transform) {
        ReleasePlan plan = Things.plan("company.contacts.phone", transform);
        BsonOut before = contacts("+15550100123", "+15550100124");
        String shown = Released.one(plan, before).replaceFirst(".*\"phone\":\"([^\"]*)\".*", "$1");
        Content.Members patch = new Content.Members(Map.of(
                "company",
                new Content.Members(Map.of(
                        "contacts", new Content.Items(List.of(text("phone", "+15550100199"), text("phone", shown)))))));

        assertThat(isEcho(plan, before, contacts("+15550100199", shown), patch)).isTrue();
        assertThat(isEcho(plan, before, contacts("+15550100199", "+15550100198"), patch))
                .isFalse();
    }

    @Test
    void findsCoarserDatesAndNumbers() {
        ReleasePlan plan = Things.plan(
                "date",
                new Truncate(Truncate.Unit.MONTH),
                "int",
                new Bucket(BigDecimal.TEN),
                "double",
                new Bucket(BigDecimal.TEN));
        Instant date = Instant.parse("2026-01-05T09:00:00Z");
        Instant month = Instant.parse("2026-01-01T00:00:00Z");
        BsonOut before = new BsonOut().date("date", date.toEpochMilli()).int32("int", 17);

        assertThat(isEcho(
                        plan,
                        before,
                        new BsonOut().date("date", month.toEpochMilli()),
                        value("date", new Value.Date(month))))
                .isTrue();
        assertThat(isEcho(plan, before, new BsonOut().int64("int", 10), value("int", new Value.Int(10))))
                .isTrue();
        assertThat(isEcho(plan, before, new BsonOut().int64("int", 17), value("int", new Value.Int(17))))
                .isFalse();
    }

    @Test
    void saysNothingOfWhatLeavesAsItIsOrNotAtAll() {
        ReleasePlan clear = Things.plan("email", new Transform.Clear());
        ReleasePlan removed = Things.plan("string", new Transform.Clear());
        ReleasePlan nothing = Things.plan("email", new Transform.Null());

        for (ReleasePlan plan : List.of(clear, removed, nothing)) {
            assertThat(isEcho(plan, one(ADDRESS), one(ADDRESS), text("email", ADDRESS)))
                    .isFalse();
        }
        assertThat(isEcho(nothing, one(ADDRESS), new BsonOut(), value("email", new Value.Null())))
                .as("a removal")
                .isFalse();
    }

    /** Whether a value is shown as it is must not be told by who writes something else. */
    @Test
    void looksAtNothingThatIsNotWritten() {
        ReleasePlan plan = Things.plan("string", new Scrub(), "email", new Transform.Clear());
        BsonOut before = new BsonOut().text("string", "nothing").text("email", "x");
        BsonOut after = new BsonOut().text("string", "nothing").text("email", "y");

        assertThat(isEcho(plan, before, after, text("email", "y"))).isFalse();
        assertThat(isEcho(plan, before, after, new Content.Members(Map.of("string", new Content.Members(Map.of())))))
                .isFalse();
        assertThat(isEcho(plan, before, after, text("string", "nothing"))).isTrue();
    }

    private static boolean isEcho(ReleasePlan plan, BsonOut before, BsonOut after, Content.Members patch) {
        return new Redactor(plan).isEcho(before.record(), after.record(), patch);
    }

    private static String shown(ReleasePlan plan, BsonOut record) {
        return Released.one(plan, record).replaceFirst("\\{\"email\":\"(.*)\"}", "$1");
    }

    private static BsonOut one(String email) {
        return new BsonOut().text("email", email);
    }

    private static BsonOut several(String... emails) {
        BsonOut array = new BsonOut();
        for (int i = 0; i < emails.length; i++) {
            array.text(Integer.toString(i), emails[i]);
        }
        return new BsonOut().array("email", array);
    }

    private static BsonOut contacts(String... phones) {
        BsonOut array = new BsonOut();
        for (int i = 0; i < phones.length; i++) {
            array.document(Integer.toString(i), new BsonOut().text("phone", phones[i]));
        }
        return new BsonOut().document("company", new BsonOut().array("contacts", array));
    }

    private static Content.Members text(String name, String text) {
        return value(name, new Value.Text(text));
    }

    private static Content.Members texts(String name, String... texts) {
        List<Content> items = List.of(texts).stream()
                .<Content>map(text -> new Content.Scalar(new Value.Text(text)))
                .toList();
        return new Content.Members(Map.of(name, new Content.Items(items)));
    }

    private static Content.Members value(String name, Value value) {
        return new Content.Members(Map.of(name, new Content.Scalar(value)));
    }
}
