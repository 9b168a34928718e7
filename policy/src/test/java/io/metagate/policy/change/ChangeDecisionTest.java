package io.metagate.policy.change;

import static io.metagate.policy.change.AccountChanges.decide;
import static io.metagate.policy.change.AccountChanges.reason;
import static io.metagate.policy.change.AccountChanges.update;
import static io.metagate.policy.change.SampleContents.members;
import static io.metagate.policy.change.SampleContents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeDecisionTest {

    @Test
    void refusesNamesThatCouldBePaths() {
        for (String name : List.of("", "a.b", "$set", "a*", "a\u0000")) {
            assertThatThrownBy(() -> members(name, text("x"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void makesNoRecordWithoutAnIdentifier() {
        DocumentValue.Members inEurope = members("region", text("eu"));

        assertThat(reason(decide(new RecordChange.Create(Optional.empty(), false, inEurope), "desk")))
                .isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
        assertThat(reason(decide(new RecordChange.Create(Optional.of(new ScalarValue.Null()), true, inEurope), "desk")))
                .isEqualTo(DenyReason.VALUE_OF_WRONG_TYPE);
    }

    @Test
    void findsNoRecordByAnIdentifierOfAnotherType() {
        ChangeDecision.Permit permit = (ChangeDecision.Permit) update(members("phone", text("1")), "desk");
        ChangeDecision.Permit impossible = (ChangeDecision.Permit)
                decide(new RecordChange.Update(new ScalarValue.Int(1), members("phone", text("1"))), "desk");

        assertThat(permit.decision().query().predicate()).isInstanceOf(Predicate.And.class);
        assertThat(impossible.decision().query().predicate().toString())
                .isEqualTo(Predicate.both(
                                Predicate.none(),
                                ((Predicate.And) permit.decision().query().predicate())
                                        .parts()
                                        .get(1))
                        .toString());
    }
}
