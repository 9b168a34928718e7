package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AuditRecord;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RecordId;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.decision.ChangeDecision;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeAuthorizerTest {

    private static final ScalarValue ID = new ScalarValue.Text("jane.roe");

    @Test
    void recordsWhatIsToBeChangedWhereItIsPermitted() {
        AuditRecord recorded =
                recorded(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, update("text", text("canary")));

        assertThat(recorded.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(recorded.request().record()).isPresent();
        assertThat(recorded.request().query().fields()).containsExactly("text");
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.PERMIT);
        assertThat(recorded.decision().rules()).containsExactly("writers");
    }

    @Test
    void recordsWhatWasToBeChangedWhereItIsDenied() {
        AuditRecord recorded = recorded("planning", ThingsPolicies.COLLECTION, update("secret", text("canary")));

        assertThat(recorded.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(recorded.request().record()).isPresent();
        assertThat(recorded.request().query().fields()).containsExactly("secret");
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.DENY);
        assertThat(recorded.decision().rules()).isEmpty();
    }

    /** A name that nobody listed can be anything. */
    @Test
    void recordsNoNameThatTheCatalogueDoesNotList() {
        AuditRecord recorded = recorded(ThingsPolicies.PURPOSE, "canary", update("canary", text("canary")));

        assertThat(recorded.request().collection()).isEmpty();
        assertThat(recorded.request().query().fields()).isEmpty();
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.DENY);
    }

    @Test
    void recordsNoRecordWhereNoneIsMeant() {
        RecordChange create = new RecordChange.Create(Optional.empty(), false, members("text", text("canary")));
        AuthenticatedRequest admitted = admitted(ThingsPolicies.PURPOSE);
        new ChangeAuthorizer(admitted, ThingsPolicies.COLLECTION, RecordId.NONE, create).decide();

        assertThat(AuthenticatedRequests.recorded(admitted, AccessResponse.refused(ProblemCode.ACCESS_DENIED))
                        .request()
                        .record())
                .isEmpty();
    }

    @Test
    void saysWhyItIsDenied() {
        assertThat(refused("planning", ThingsPolicies.COLLECTION, update("text", text("new"))))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        assertThat(refused(ThingsPolicies.PURPOSE, "nothing", update("text", text("new"))))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        assertThat(refused(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, update("text", new ScalarValue.Int(1))))
                .isEqualTo(AccessResponse.invalid(
                        ProblemCode.RECORD_MALFORMED, InvalidPart.member("/text", "a value of type string: text")));
        RecordChange outside =
                new RecordChange.Create(Optional.of(ID), true, members("flag", new ScalarValue.Bool(false)));
        assertThat(refused(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, outside))
                .isEqualTo(AccessResponse.refused(ProblemCode.RECORD_OUTSIDE_ROW_FILTER));
    }

    /** Whatever is given to it, so that the answer tells nothing of its type either. */
    @Test
    void saysTheSameOfAHiddenFieldAndOfNone() {
        for (String field : new String[] {"secret", "nothing"}) {
            for (ScalarValue value : new ScalarValue[] {text("x"), new ScalarValue.Int(1)}) {
                assertThat(refused(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, update(field, value)))
                        .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
            }
        }
    }

    private static AuditRecord recorded(String purpose, String collection, RecordChange change) {
        AuthenticatedRequest admitted = admitted(purpose);
        inquiry(admitted, collection, change).decide();
        return AuthenticatedRequests.recorded(admitted, AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }

    private static AccessResponse refused(String purpose, String collection, RecordChange change) {
        return ChangeAuthorizer.refused((ChangeDecision.Deny)
                inquiry(admitted(purpose), collection, change).decide());
    }

    private static ChangeAuthorizer inquiry(AuthenticatedRequest admitted, String collection, RecordChange change) {
        return new ChangeAuthorizer(admitted, collection, RecordId.of(ID, FieldType.STRING), change);
    }

    private static AuthenticatedRequest admitted(String purpose) {
        return AuthenticatedRequests.doing(
                Action.UPDATE, AuthenticatedRequests.of(ChangePolicies.writer(), purpose, ChangePolicies.POLICIES));
    }

    private static RecordChange update(String field, ScalarValue value) {
        return new RecordChange.Update(ID, members(field, value));
    }

    private static DocumentValue.Members members(String field, ScalarValue value) {
        return new DocumentValue.Members(Map.of(field, new DocumentValue.Scalar(value)));
    }

    private static ScalarValue text(String text) {
        return new ScalarValue.Text(text);
    }
}
