package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.access.SharedAccess;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.WriteFixture;
import io.metagate.gateway.enforcement.write.AuditedWriteService;
import io.metagate.gateway.fixture.HiddenIdPolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ContentParser.NewRecord;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of what is hidden: each tells whether there is a record, and is charged for it before the store is asked. */
class HiddenValuesTest {

    private static final ScalarValue ID = new ScalarValue.Text("jane.roe");
    private static final DocumentValue.Members CONTENT =
            new DocumentValue.Members(Map.of("text", new DocumentValue.Scalar(new ScalarValue.Text("new"))));

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ChangingStore store = new ChangingStore();
    private AuditedWriteService writes;
    private final ProbeLimiter probes = SharedAccess.probes(RateLimiters.stopped());

    @BeforeEach
    void begin() {
        writes = WriteFixture.of(AUDIT.log(), store.changes());
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void chargesUpdates() {
        for (int i = 0; i < HiddenIdPolicies.PROBES; i++) {
            assertThat(update()).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) update()).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void chargesRemovals() {
        for (int i = 0; i < HiddenIdPolicies.PROBES; i++) {
            assertThat(delete()).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        }
        int reads = store.reads();

        assertThat(((AccessResponse.Refusal) delete()).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void chargesTheMakingOfRecordsUnderChosenIdentifiers() {
        store.made().insertOne(BsonDocument.parse("{_id: 'jane.roe', text: 'old'}"));
        for (int i = 0; i < HiddenIdPolicies.PROBES; i++) {
            assertThat(create()).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_EXISTS));
        }
        store.made().deleteMany(new BsonDocument());

        assertThat(((AccessResponse.Refusal) create()).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        assertThat(store.made().countDocuments()).isZero();
    }

    @Test
    void writesNoMaskedValueThatIsSentBackForAValue() {
        store.made().insertOne(BsonDocument.parse("{_id: 'jane.roe', text: 'old', phone: '0151234567'}"));

        assertThat(phone("***67")).isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
        assertThat(store.made().find().first()).containsEntry("phone", new BsonString("0151234567"));

        assertThat(phone("0157654367")).isInstanceOf(AccessResponse.Representation.class);
        assertThat(store.made().find().first()).containsEntry("phone", new BsonString("0157654367"));
    }

    private AccessResponse phone(String number) {
        return change(new RecordChange.Update(
                ID,
                new DocumentValue.Members(Map.of("phone", new DocumentValue.Scalar(new ScalarValue.Text(number))))));
    }

    private AccessResponse update() {
        return change(new RecordChange.Update(ID, CONTENT));
    }

    private AccessResponse delete() {
        return change(new RecordChange.Delete(ID));
    }

    private AccessResponse change(RecordChange change) {
        Optional<EntityTagList> any = Optional.of(new EntityTagList(true, Set.of(), Set.of()));
        RecordId id = RecordId.of(ID, FieldType.STRING);
        return new UpdateService(writes, SharedAccess.views(), probes)
                .change(new ChangeAuthorizer(admitted(change.action()), HiddenIdPolicies.COLLECTION, id, change), any);
    }

    private AccessResponse create() {
        IdempotentRequests requests = new IdempotentRequests(AUDIT.keys(), SampleSecrets.of(1));
        NewRecord asked = new NewRecord(Optional.of(ID), CONTENT, "");
        return new CreateService(new RecordCreator(writes, SharedAccess.views(), probes), requests)
                .create(admitted(Action.CREATE), HiddenIdPolicies.COLLECTION, asked, Optional.empty());
    }

    private static AuthenticatedRequest admitted(Action action) {
        return AuthenticatedRequests.doing(
                action,
                AuthenticatedRequests.of(HiddenIdPolicies.host(), ThingsPolicies.PURPOSE, HiddenIdPolicies.POLICIES));
    }
}
