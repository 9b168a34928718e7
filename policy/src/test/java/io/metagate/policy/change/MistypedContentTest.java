package io.metagate.policy.change;

import static io.metagate.policy.change.AccountChanges.update;
import static io.metagate.policy.change.SampleContents.items;
import static io.metagate.policy.change.SampleContents.members;
import static io.metagate.policy.change.SampleContents.number;
import static io.metagate.policy.change.SampleContents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.redaction.edit.MistypedContent;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which content is not of its field's type, as far as somebody may be told. */
class MistypedContentTest {

    @Test
    void tellsTheFieldAndItsType() {
        assertMistyped(members("region", number(1)), FieldType.STRING, "region");
        assertMistyped(members("region", items(text("eu"))), FieldType.STRING, "region");
    }

    @Test
    void tellsTheItemOfAnArray() {
        assertMistyped(members("tags", items(text("a"), number(2))), FieldType.STRING, "tags", "1");
        assertMistyped(
                members("company", members("name", items(text("a"), number(2)))),
                FieldType.STRING,
                "company",
                "name",
                "1");
    }

    @Test
    void tellsNoTypeWhereOnlyADocumentCanStand() {
        assertThat(mistyped(update(members("company", text("x")), "desk")))
                .contains(new MistypedContent(List.of("company"), Optional.empty()));
    }

    @Test
    void tellsTheIdentifierOfANewRecord() {
        RecordChange.Create create =
                new RecordChange.Create(Optional.of(new ScalarValue.Null()), true, members("region", text("eu")));
        assertThat(mistyped(AccountChanges.decide(create, "desk")).map(MistypedContent::place))
                .contains(List.of("_id"));
    }

    @Test
    void tellsNothingOfWhatMayNotBeWritten() {
        assertThat(mistyped(update(members("region", number(1)), "depot"))).isEmpty();
    }

    private static void assertMistyped(DocumentValue.Members content, FieldType type, String... place) {
        MistypedContent expected = new MistypedContent(List.of(place), Optional.of(type));
        assertThat(mistyped(update(content, "desk"))).contains(expected);
        assertThat(mistyped(AccountChanges.create(content, "desk"))).contains(expected);
    }

    private static Optional<MistypedContent> mistyped(ChangeDecision decision) {
        return decision.fold(permit -> Optional.empty(), ChangeDecision.Deny::mistyped);
    }
}
