package io.metagate.policy.change;

import static io.metagate.policy.change.Changes.ID;
import static io.metagate.policy.change.Changes.decide;
import static io.metagate.policy.change.Changes.permitted;
import static io.metagate.policy.change.Changes.reason;
import static io.metagate.policy.change.Changes.update;
import static io.metagate.policy.change.Contents.items;
import static io.metagate.policy.change.Contents.members;
import static io.metagate.policy.change.Contents.nothing;
import static io.metagate.policy.change.Contents.number;
import static io.metagate.policy.change.Contents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedDelete;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.UpdateResult;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.DocumentValue;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeDecisionTest {

    @Test
    void writesOnlyWhatAPermitOfThatActionGrants() {
        assertThat(update(members("phone", text("1")), "desk")).isInstanceOf(ChangeDecision.Permit.class);
        assertThat(update(members("email", text("blind@acme.example")), "desk"))
                .isInstanceOf(ChangeDecision.Permit.class);
        assertThat(reason(update(members("phone", text("1")), "cleaner"))).isEqualTo(DenyReason.NO_PERMIT);
        assertThat(reason(update(members("phone", text("1")), "desk", "suspended")))
                .isEqualTo(DenyReason.NO_PERMIT);
        assertThat(reason(decide(new RecordChange.Delete(ID), "desk"))).isEqualTo(DenyReason.NO_PERMIT);
    }

    @Test
    void saysTheSameOfAFieldThatIsHiddenNotGrantedOrNotThere() {
        for (DocumentValue.Members patch : List.of(
                members("notes", text("x")),
                members("nothing", text("x")),
                members("company", members("secret", text("x"))),
                members("phone", text("1"), "notes", nothing()),
                members("email", members("local", text("x"))),
                members("_id", text("acc-1")),
                members("devices", items(members("serial", text("x")))),
                members("devices", items(members("os", text("x"), "other", number(1)))),
                members("notes", number(1)))) {
            boolean identifier = patch.members().containsKey("_id");
            assertThat(reason(update(patch, "desk")))
                    .as("%s", patch.members().keySet())
                    .isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
            assertThat(identifier || reason(Changes.create(patch, "desk")) == DenyReason.FIELD_NOT_PERMITTED)
                    .as("%s", patch.members().keySet())
                    .isTrue();
        }
    }

    @Test
    void needsOnePermitThatGrantsAllThatIsWritten() {
        DocumentValue.Members both = members("phone", text("1"), "devices", members("serial", text("x")));

        assertThat(reason(update(both, "desk", "depot"))).isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
        assertThat(update(members("size", number(1)), "desk", "depot")).isInstanceOf(ChangeDecision.Permit.class);
    }

    @Test
    void losesTheRightToWriteWhatARestrictHides() {
        assertThat(reason(update(members("phone", text("1")), "desk", "contractor")))
                .isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
        assertThat(update(members("email", text("a@b.example")), "desk", "contractor"))
                .as("what is written blindly is not read")
                .isInstanceOf(ChangeDecision.Permit.class);
    }

    @Test
    void refusesAChangeOfNothing() {
        assertThat(reason(update(members(), "desk"))).isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
        assertThat(reason(decide(new RecordChange.Create(Optional.of(ID), false, members()), "desk")))
                .isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
    }

    @Test
    void takesValuesOfTheDeclaredTypesOnly() {
        for (DocumentValue.Members patch : List.of(
                members("phone", number(1)),
                members("size", text("1")),
                members("size", new DocumentValue.Scalar(new ScalarValue.Real(1.5))),
                members("ratio", number((1L << 53) + 1)),
                members("ratio", number(Long.MAX_VALUE)),
                members("phone", text("\ud800")),
                members("phone", items(text("1"), number(1))),
                members("company", text("x")),
                members("phone", members()),
                members("joined", text("2026-01-05")))) {
            assertThat(reason(update(patch, "desk")))
                    .as("%s", patch.members().keySet())
                    .isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
        }
        assertThat(update(members("ratio", number(1L << 53)), "desk")).isInstanceOf(ChangeDecision.Permit.class);
        assertThat(update(members("tags", items(text("a"), items(text("b")), nothing())), "desk"))
                .isInstanceOf(ChangeDecision.Permit.class);
    }

    @Test
    void refusesNamesThatCouldBePaths() {
        for (String name : List.of("", "a.b", "$set", "a*", "a\u0000")) {
            assertThatThrownBy(() -> members(name, text("x"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void makesARecordOnlyWithinTheRowsOfThePermitThatGrantsItsFields() {
        DocumentValue.Members inEurope = members("region", text("eu"), "phone", text("1"));
        PermittedCreate made = (PermittedCreate) ((ChangeDecision.Permit) Changes.create(inEurope, "desk")).change();

        assertThat(Flat.of(made.document()).keySet()).containsExactly("_id", "region", "phone");
        assertThat(reason(Changes.create(members("region", text("asia"), "phone", text("1")), "desk")))
                .isEqualTo(DenyReason.RECORD_OUT_OF_SCOPE);
        assertThat(reason(Changes.create(members("phone", text("1")), "desk")))
                .isEqualTo(DenyReason.RECORD_OUT_OF_SCOPE);
        assertThat(reason(Changes.create(members("region", text("asia"), "size", number(20)), "desk", "depot")))
                .as("the rows of the depot are not those of whoever writes a region")
                .isEqualTo(DenyReason.RECORD_OUT_OF_SCOPE);
    }

    @Test
    void chargesAnIdentifierOfOnesOwnChoosingAsAProbe() {
        DocumentValue.Members inEurope = members("region", text("eu"));

        assertThat(((ChangeDecision.Permit) Changes.create(inEurope, "desk"))
                        .decision()
                        .probes())
                .isEqualTo(1);
        assertThat(((ChangeDecision.Permit) decide(new RecordChange.Create(Optional.of(ID), false, inEurope), "desk"))
                        .decision()
                        .probes())
                .isZero();
        assertThat(reason(decide(new RecordChange.Create(Optional.empty(), false, inEurope), "desk")))
                .isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
        assertThat(reason(decide(new RecordChange.Create(Optional.of(new ScalarValue.Null()), true, inEurope), "desk")))
                .isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
    }

    @Test
    void looksForTheRecordWithinTheRowsAndByAnIdentifierOfItsType() {
        ChangeDecision.Permit permit = (ChangeDecision.Permit) update(members("phone", text("1")), "desk");
        ChangeDecision.Permit impossible = (ChangeDecision.Permit)
                decide(new RecordChange.Update(new ScalarValue.Int(1), members("phone", text("1"))), "desk");

        assertThat(permit.fields()).containsExactly(FieldPath.of("phone"));
        assertThat(permit.decision().query().predicate()).isInstanceOf(Predicate.And.class);
        assertThat(impossible.decision().query().predicate().toString())
                .isEqualTo(Predicate.both(
                                Predicate.none(),
                                ((Predicate.And) permit.decision().query().predicate())
                                        .parts()
                                        .get(1))
                        .toString());
    }

    @Test
    void changesNoRecordThatIsOutOfTheRowsBeforeOrAfter() {
        assertThat(permitted(members("region", text("us")), "desk").on(Changes.record()))
                .isInstanceOf(PermittedPatch.class);
        assertThat(permitted(members("region", text("asia")), "desk").on(Changes.record()))
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE));
        assertThat(permitted(members("region", nothing()), "desk").on(Changes.record()))
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE));
        assertThat(permitted(members("size", number(9)), "depot").on(Changes.record()))
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE));
        PermittedPatch smaller = (PermittedPatch)
                permitted(members("size", number(9)), "desk", "depot").on(Changes.record());
        assertThat(permitted(members("size", number(10)), "depot").on(smaller.record()))
                .isEqualTo(new UpdateResult.Refused(UpdateResult.Reason.NOT_IN_SCOPE));
        assertThat(permitted(members("size", number(10)), "desk", "depot").on(smaller.record()))
                .isInstanceOf(PermittedPatch.class);
    }

    @Test
    void destroysNothingThatMayNotBeWritten() {
        UpdateResult.Refused destroys = new UpdateResult.Refused(UpdateResult.Reason.DESTROYS_OTHERS);

        assertThat(reason(update(members("devices", nothing()), "desk"))).isEqualTo(DenyReason.FIELD_NOT_PERMITTED);
        assertThat(permitted(members("devices", nothing()), "depot").on(Changes.record()))
                .isInstanceOf(PermittedPatch.class);
        assertThat(permitted(members("devices", items()), "depot").on(Changes.record()))
                .isInstanceOf(PermittedPatch.class);
        assertThat(permitted(members("company", nothing()), "desk").on(Changes.record()))
                .as("something in it is not listed")
                .isEqualTo(destroys);
        assertThat(permitted(members("devices", members("os", text("x"))), "desk")
                        .on(Changes.record()))
                .as("the array would give way to a document")
                .isEqualTo(destroys);
        assertThat(permitted(members("company", members("name", nothing())), "desk")
                        .on(Changes.record()))
                .isInstanceOf(PermittedPatch.class);
    }

    @Test
    void deletesOnlyWithinTheRows() {
        PermittedDelete removal =
                (PermittedDelete) ((ChangeDecision.Permit) decide(new RecordChange.Delete(ID), "cleaner")).change();
        PermittedPatch abroad = (PermittedPatch)
                permitted(members("region", text("us")), "desk").on(Changes.record());

        assertThat(removal.covers(Changes.record())).isTrue();
        assertThat(removal.covers(abroad.record())).isFalse();
    }
}
