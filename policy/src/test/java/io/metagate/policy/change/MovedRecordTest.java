package io.metagate.policy.change;

import static io.metagate.policy.change.AccountChanges.permitted;
import static io.metagate.policy.change.SampleContents.members;
import static io.metagate.policy.change.SampleContents.number;
import static io.metagate.policy.change.SampleContents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.UpdateResult;
import io.metagate.policy.request.value.DocumentValue;
import org.junit.jupiter.api.Test;

class MovedRecordTest {

    @Test
    void movesARecordOnlyIntoRowsOfAPermitThatGrantsAllThatIsWritten() {
        UpdateResult.Refused leaves = new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE);
        DocumentValue.Members away = members("region", text("asia"));
        PermittedPatch moved =
                (PermittedPatch) permitted(away, "desk", "overseas").on(AccountChanges.record());

        assertThat(FlatDocument.of(moved.document())).containsEntry("region", FlatDocument.text("asia"));
        assertThat(permitted(away, "overseas").on(AccountChanges.record()))
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.NOT_IN_SCOPE));
        assertThat(permitted(away, "desk", "depot").on(AccountChanges.record()))
                .as("the depot has the record afterwards, and may not write a region")
                .isEqualTo(leaves);
        assertThat(permitted(members("region", text("asia"), "phone", text("1")), "desk", "overseas")
                        .on(AccountChanges.record()))
                .as("a phone may not be written overseas")
                .isEqualTo(leaves);
    }

    @Test
    void movesARecordOnlyIntoRowsOfAPermitThatGrantsAllThatIsDestroyed() {
        DocumentValue.Members smaller = members("devices", members("os", text("x")), "size", number(9));

        assertThat(permitted(members("devices", members("os", text("x"))), "desk", "depot")
                        .on(AccountChanges.record()))
                .isInstanceOf(PermittedPatch.class);
        assertThat(permitted(smaller, "desk", "depot").on(AccountChanges.record()))
                .as("the desk alone has the record afterwards, and may not write the serials in the array")
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE));
    }
}
