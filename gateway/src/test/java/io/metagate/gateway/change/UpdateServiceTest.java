package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.access.SharedAccess;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.WriteFixture;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RecordId;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.gateway.store.ChangingStore;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateServiceTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ChangingStore store = new ChangingStore();
    private UpdateService access;
    private final AtomicInteger fetches = new AtomicInteger();

    @BeforeEach
    void holdOneThing() {
        access = new UpdateService(
                WriteFixture.of(AUDIT.log(), store.changes()),
                SharedAccess.views(),
                SharedAccess.probes(RateLimiters.stopped()));
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 'old', number: 0, secret: 's'}"));
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void triesAgainWhereSomebodyElseWasFaster() {
        store.afterEachFetch(() -> changeWhile(fetches.incrementAndGet() <= 3, "number"));

        assertThat(update(any())).isInstanceOf(AccessResponse.Representation.class);

        assertThat(fetches).hasValue(4);
        assertThat(stored()).isEqualTo(BsonDocument.parse("{_id: 'a', text: 'new', number: 3, secret: 's'}"));
    }

    @Test
    void givesUpWhereOthersKeepChangingTheRecord() throws Exception {
        store.afterEachFetch(() -> changeWhile(fetches.incrementAndGet() > 0, "number"));

        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_CONTENDED));
        assertThat(delete(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_CONTENDED));

        assertThat(fetches).hasValue(16);
        assertThat(AUDIT.newest()).contains("\"outcome\":\"intended\"", "\"action\":\"delete\"");
        assertThat(stored().getString("text").getValue()).isEqualTo("old");
    }

    @Test
    void doesNotDoItToARecordThatHasBecomeAnotherOne() {
        EntityTagList meant = new EntityTagList(false, Set.of(tag()), Set.of(tag()));
        store.afterEachFetch(() -> changeWhile(fetches.incrementAndGet() == 1, "number"));

        assertThat(update(Optional.of(meant))).isEqualTo(AccessResponse.refused(ProblemCode.PRECONDITION_FAILED));
        assertThat(stored().getString("text").getValue()).isEqualTo("old");
    }

    @Test
    void doesNothingForAWeakTagWhichDoesNotStandForTheVeryBytes() {
        EntityTagList weak = new EntityTagList(false, Set.of(), Set.of(tag()));

        assertThat(update(Optional.of(weak))).isEqualTo(AccessResponse.refused(ProblemCode.PRECONDITION_FAILED));
        assertThat(delete(Optional.of(weak))).isEqualTo(AccessResponse.refused(ProblemCode.PRECONDITION_FAILED));
        assertThat(stored().getString("text").getValue()).isEqualTo("old");
    }

    @Test
    void doesItWhereOnlyWhatIsHiddenHasChanged() {
        EntityTagList meant = new EntityTagList(false, Set.of(tag()), Set.of(tag()));
        store.afterEachFetch(() -> changeWhile(fetches.incrementAndGet() == 1, "hidden"));

        assertThat(update(Optional.of(meant))).isInstanceOf(AccessResponse.Representation.class);
        assertThat(stored())
                .isEqualTo(BsonDocument.parse("{_id: 'a', text: 'new', number: 0, secret: 's', hidden: 1}"));
    }

    @Test
    void findsNothingWhereTheRecordLeavesReachInBetween() {
        store.afterEachFetch(
                () -> store.things().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {flag: false}}")));

        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        assertThat(stored().getString("text").getValue()).isEqualTo("old");
    }

    @Test
    void looksAtTheScopeAgainWhateverTheStoreFinds() throws Exception {
        store.findAlways("a", "old");

        assertThat(delete(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));

        assertThat(store.things().countDocuments()).isEqualTo(1);
    }

    @Test
    void updatesNothingWithoutSayingWhichFormIsMeant() {
        assertThat(update(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.PRECONDITION_REQUIRED));
        assertThat(store.reads()).isZero();
    }

    @Test
    void doesNothingThatCannotBeAnnounced() {
        access = new UpdateService(
                WriteFixture.of(AUDIT.closed(), store.changes()),
                SharedAccess.views(),
                SharedAccess.probes(RateLimiters.stopped()));

        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        assertThat(delete(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        assertThat(stored().getString("text").getValue()).isEqualTo("old");
    }

    @Test
    void fetchesNothingToBeChangedFromAStoreThatAnswersStrangers() {
        store.withdraw();

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> update(any()));
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> delete(Optional.empty()));
        assertThat(store.reads()).isZero();
    }

    @Test
    void saysThatTheStoreTakesNoSuchRecord() throws Exception {
        store.refuseChanges(121);

        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_REFUSED));
        assertThat(delete(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.RECORD_REFUSED));
    }

    @Test
    void saysThatItMayBeDoneWhereTheStoreDoesNotKnow() throws Exception {
        store.refuseChanges(91);

        assertThat(update(any())).isEqualTo(AccessResponse.refused(ProblemCode.WRITE_UNKNOWN));
        assertThat(delete(Optional.empty())).isEqualTo(AccessResponse.refused(ProblemCode.WRITE_UNKNOWN));
    }

    private void changeWhile(boolean goesOn, String field) {
        if (goesOn) {
            store.things().updateOne(new BsonDocument(), BsonDocument.parse("{$inc: {" + field + ": 1}}"));
        }
    }

    private AccessResponse update(Optional<EntityTagList> meant) {
        DocumentValue.Members patch =
                new DocumentValue.Members(Map.of("text", new DocumentValue.Scalar(new ScalarValue.Text("new"))));
        return change(new RecordChange.Update(new ScalarValue.Text("a"), patch), meant);
    }

    private AccessResponse delete(Optional<EntityTagList> meant) {
        return change(new RecordChange.Delete(new ScalarValue.Text("a")), meant);
    }

    private AccessResponse change(RecordChange change, Optional<EntityTagList> meant) {
        AuthenticatedRequest admitted = AuthenticatedRequests.doing(
                change.action(),
                AuthenticatedRequests.of(ChangePolicies.writer(), ThingsPolicies.PURPOSE, ChangePolicies.POLICIES));
        RecordId id = RecordId.of(new ScalarValue.Text("a"), FieldType.STRING);
        return access.change(new ChangeAuthorizer(admitted, ThingsPolicies.COLLECTION, id, change), meant);
    }

    /** The tag of the record as it is, which an update to what is there already tells. */
    private String tag() {
        DocumentValue.Members same =
                new DocumentValue.Members(Map.of("text", new DocumentValue.Scalar(new ScalarValue.Text("old"))));
        AccessResponse answer = change(new RecordChange.Update(new ScalarValue.Text("a"), same), any());
        return ((AccessResponse.Representation) answer).etag();
    }

    private static Optional<EntityTagList> any() {
        return Optional.of(new EntityTagList(true, Set.of(), Set.of()));
    }

    private BsonDocument stored() {
        return Optional.ofNullable(store.things().find().first()).orElseThrow();
    }
}
