package io.metagate.policy.change;

import static io.metagate.policy.change.Changes.permitted;
import static io.metagate.policy.change.Contents.members;
import static io.metagate.policy.change.Contents.number;
import static io.metagate.policy.change.Contents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.decision.PermittedEdit;
import io.metagate.policy.decision.Revised;
import io.metagate.policy.request.Content;
import org.junit.jupiter.api.Test;

class MovedRecordTest {

    @Test
    void movesARecordOnlyIntoRowsOfAPermitThatGrantsAllThatIsWritten() {
        Revised.Refused leaves = new Revised.Refused(Revised.Reason.LEAVES_SCOPE);
        Content.Members away = members("region", text("asia"));
        PermittedEdit moved =
                (PermittedEdit) permitted(away, "desk", "overseas").on(Changes.record());

        assertThat(Flat.of(moved.document())).containsEntry("region", Flat.text("asia"));
        assertThat(permitted(away, "overseas").on(Changes.record()))
                .isEqualTo(new Revised.Refused(Revised.Reason.NOT_IN_SCOPE));
        assertThat(permitted(away, "desk", "depot").on(Changes.record()))
                .as("the depot has the record afterwards, and may not write a region")
                .isEqualTo(leaves);
        assertThat(permitted(members("region", text("asia"), "phone", text("1")), "desk", "overseas")
                        .on(Changes.record()))
                .as("a phone may not be written overseas")
                .isEqualTo(leaves);
    }

    @Test
    void movesARecordOnlyIntoRowsOfAPermitThatGrantsAllThatIsDestroyed() {
        Content.Members smaller = members("devices", members("os", text("x")), "size", number(9));

        assertThat(permitted(members("devices", members("os", text("x"))), "desk", "depot")
                        .on(Changes.record()))
                .isInstanceOf(PermittedEdit.class);
        assertThat(permitted(smaller, "desk", "depot").on(Changes.record()))
                .as("the desk alone has the record afterwards, and may not write the serials in the array")
                .isEqualTo(new Revised.Refused(Revised.Reason.LEAVES_SCOPE));
    }
}
