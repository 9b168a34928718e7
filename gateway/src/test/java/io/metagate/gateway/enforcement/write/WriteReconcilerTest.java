package io.metagate.gateway.enforcement.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.audit.Receipts;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.OutcomeRetryQueue;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.ChangingStore;
import java.time.Duration;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteReconcilerTest {

    private static final int CHANGES = 40;

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final AuditRecordFactory records =
            new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
    private final ChangingStore store = new ChangingStore();
    private final WriteIntent intent = intent();
    private OutcomeRetryQueue late;

    @BeforeEach
    void begin() {
        late = new OutcomeRetryQueue(AUDIT.log(), BackgroundTasks.tasks());
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void tellsThatAChangeWasDone() throws Exception {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        store.things().deleteMany(new BsonDocument());
        settle(settler);

        assertThat(AUDIT.newest()).contains("\"outcome\":\"released\"", "\"done\":true,\"id\":\"" + id() + "\"");
    }

    @Test
    void tellsThatAChangeWasNotDone() throws Exception {
        settle(settlerOfARemoval(Duration.ZERO));

        assertThat(AUDIT.newest())
                .contains("\"outcome\":\"failed\"", "\"write.unknown\"", "\"done\":false,\"id\":\"" + id() + "\"");
    }

    @Test
    void tellsThatNobodyCanTellWhereTheRecordIsAnotherOneSince() throws Exception {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        store.things().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {text: 'theirs'}}"));
        settle(settler);

        assertThat(AUDIT.newest()).contains("\"outcome\":\"unknown\"", "\"write\":{\"id\":\"" + id() + "\"}");
    }

    @Test
    void waitsUntilTheChangeCannotBeUnderwayAnyMore() throws Exception {
        settle(settlerOfARemoval(Duration.ofHours(1)));

        assertThat(AUDIT.newest()).doesNotContain(id());
    }

    @Test
    void waitsUntilAllOfTheStoreKnowsTheSame() throws Exception {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        store.lagBehindAt("a", "old");
        store.things().deleteMany(new BsonDocument());
        settle(settler);
        assertThat(AUDIT.newest()).doesNotContain(id());

        store.catchUp();
        settle(settler);
        assertThat(AUDIT.newest()).contains("\"done\":true,\"id\":\"" + id() + "\"");
    }

    @Test
    void waitsForTheAuditLogWithWhatItHasFoundOut() throws Exception {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        AUDIT.kill();
        AUDIT.awaitDown();
        settle(settler);
        AUDIT.revive();
        assertThat(AUDIT.tells(id())).isFalse();

        store.things().deleteMany(new BsonDocument());
        settle(settler);
        assertThat(AUDIT.tells("\"done\":false,\"id\":\"" + id() + "\"")).isTrue();
    }

    @Test
    void waitsForTheStore() throws Exception {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        store.withdraw();
        settle(settler);
        assertThat(AUDIT.newest()).doesNotContain(id());

        store.giveBack();
        settle(settler);
        assertThat(AUDIT.newest()).contains("\"done\":false,\"id\":\"" + id() + "\"");
    }

    @Test
    void asksAStoreThatHangsOnceInATurn() {
        WriteReconciler settler = settlerOfARemoval(Duration.ZERO);
        for (int n = 1; n < CHANGES; n++) {
            settler.takeOver(intent, store.lost(ChangePolicies.removal(), "a"));
        }
        store.stop();
        long begun = System.nanoTime();
        settle(settler);

        Duration turn = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println(CHANGES + " changes of a store that is gone were looked at for " + turn.toMillis() + " ms");
        assertThat(turn).isLessThan(store.timeout().multipliedBy(2));
    }

    private void settle(WriteReconciler settler) {
        settler.settle();
        late.append();
    }

    private WriteReconciler settlerOfARemoval(Duration after) {
        store.things().insertOne(BsonDocument.parse("{_id: 'a', text: 'old'}"));
        WriteReconciler settler =
                new WriteReconciler(records, late, store.changes(), () -> after, BackgroundTasks.tasks());
        settler.takeOver(intent, store.lost(ChangePolicies.removal(), "a"));
        return settler;
    }

    private WriteIntent intent() {
        AuditRecord record = records.intent(
                AuthenticatedRequests.of(ChangePolicies.writer(), ThingsPolicies.PURPOSE, ChangePolicies.POLICIES));
        return new WriteIntent(record, Receipts.of(record.id()));
    }

    private String id() {
        return intent.record().id().toString();
    }
}
