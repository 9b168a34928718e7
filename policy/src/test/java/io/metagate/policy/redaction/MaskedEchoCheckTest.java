package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedEchoCheckTest {

    private static final String ADDRESS = "jane.roe@acme.example";

    static List<Transform> ofTexts() {
        return List.of(
                new MaskTransform.Email(false),
                new MaskTransform.Email(true),
                new MaskTransform.First(1),
                new MaskTransform.Last(4),
                new MaskTransform.Initials(),
                new ScrubTransform(),
                new Transform.Constant("hidden"),
                new Transform.Pseudonym(),
                new TokenTransform());
    }

    @ParameterizedTest
    @MethodSource("ofTexts")
    void findsAShownTextThatIsWrittenInPlaceOfTheValue(Transform transform) {
        ReleasePlan plan = SampleCollection.plan("email", transform);
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
        ReleasePlan plan = SampleCollection.plan("company.contacts.phone", transform);
        BsonOut before = contacts("+15550100123", "+15550100124");
        String shown = ReleasedBodies.one(plan, before).replaceFirst(".*\"phone\":\"([^\"]*)\".*", "$1");
        DocumentValue.Members patch = new DocumentValue.Members(Map.of(
                "company",
                new DocumentValue.Members(Map.of(
                        "contacts",
                        new DocumentValue.Items(List.of(text("phone", "+15550100199"), text("phone", shown)))))));

        assertThat(isEcho(plan, before, contacts("+15550100199", shown), patch)).isTrue();
        assertThat(isEcho(plan, before, contacts("+15550100199", "+15550100198"), patch))
                .isFalse();
    }

    @Test
    void findsCoarserDatesAndNumbers() {
        ReleasePlan plan = SampleCollection.plan(
                "date",
                new TruncateTransform(TruncateTransform.Unit.MONTH),
                "int",
                new BucketTransform(BigDecimal.TEN),
                "double",
                new BucketTransform(BigDecimal.TEN));
        Instant date = Instant.parse("2026-01-05T09:00:00Z");
        Instant month = Instant.parse("2026-01-01T00:00:00Z");
        BsonOut before = new BsonOut().date("date", date.toEpochMilli()).int32("int", 17);

        assertThat(isEcho(
                        plan,
                        before,
                        new BsonOut().date("date", month.toEpochMilli()),
                        value("date", new ScalarValue.Date(month))))
                .isTrue();
        assertThat(isEcho(plan, before, new BsonOut().int64("int", 10), value("int", new ScalarValue.Int(10))))
                .isTrue();
        assertThat(isEcho(plan, before, new BsonOut().int64("int", 17), value("int", new ScalarValue.Int(17))))
                .isFalse();
    }

    @Test
    void saysNothingOfWhatLeavesAsItIsOrNotAtAll() {
        ReleasePlan clear = SampleCollection.plan("email", new Transform.Clear());
        ReleasePlan removed = SampleCollection.plan("string", new Transform.Clear());
        ReleasePlan nothing = SampleCollection.plan("email", new Transform.Null());

        for (ReleasePlan plan : List.of(clear, removed, nothing)) {
            assertThat(isEcho(plan, one(ADDRESS), one(ADDRESS), text("email", ADDRESS)))
                    .isFalse();
        }
        assertThat(isEcho(nothing, one(ADDRESS), new BsonOut(), value("email", new ScalarValue.Null())))
                .as("a removal")
                .isFalse();
    }

    /** Whether a value is shown as it is must not be told by who writes something else. */
    @Test
    void looksAtNothingThatIsNotWritten() {
        ReleasePlan plan = SampleCollection.plan("string", new ScrubTransform(), "email", new Transform.Clear());
        BsonOut before = new BsonOut().text("string", "nothing").text("email", "x");
        BsonOut after = new BsonOut().text("string", "nothing").text("email", "y");

        assertThat(isEcho(plan, before, after, text("email", "y"))).isFalse();
        assertThat(isEcho(
                        plan,
                        before,
                        after,
                        new DocumentValue.Members(Map.of("string", new DocumentValue.Members(Map.of())))))
                .isFalse();
        assertThat(isEcho(plan, before, after, text("string", "nothing"))).isTrue();
    }

    private static boolean isEcho(ReleasePlan plan, BsonOut before, BsonOut after, DocumentValue.Members patch) {
        return new Redactor(plan).isEcho(before.record(), after.record(), patch);
    }

    private static String shown(ReleasePlan plan, BsonOut record) {
        return ReleasedBodies.one(plan, record).replaceFirst("\\{\"email\":\"(.*)\"}", "$1");
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

    private static DocumentValue.Members text(String name, String text) {
        return value(name, new ScalarValue.Text(text));
    }

    private static DocumentValue.Members texts(String name, String... texts) {
        List<DocumentValue> items = List.of(texts).stream()
                .<DocumentValue>map(text -> new DocumentValue.Scalar(new ScalarValue.Text(text)))
                .toList();
        return new DocumentValue.Members(Map.of(name, new DocumentValue.Items(items)));
    }

    private static DocumentValue.Members value(String name, ScalarValue value) {
        return new DocumentValue.Members(Map.of(name, new DocumentValue.Scalar(value)));
    }
}
