package io.metagate.gateway.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.store.write.WriteOutcome;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeRetryQueueTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final AuditRecordFactory records =
            new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
    private OutcomeRetryQueue late;

    @BeforeEach
    void begin() {
        late = new OutcomeRetryQueue(AUDIT.log(), BackgroundTasks.tasks());
    }

    @Test
    void waitsForTheAuditLogAndRecordsEachOutcomeOnceAsItWas() throws Exception {
        AuditRecord first = outcome(true);
        AuditRecord second = outcome(false);
        late.takeOver(first);
        late.takeOver(second);
        AUDIT.kill();
        AUDIT.awaitDown();
        late.append();
        AUDIT.revive();
        assertThat(AUDIT.leaf(first.id())).isEmpty();

        late.append();
        assertThat(AUDIT.leaf(first.id())).contains("\"outcome\":\"released\"", "\"done\":true");
        assertThat(AUDIT.leaf(second.id())).contains("\"outcome\":\"failed\"", "\"done\":false");
    }

    @Test
    void repeatsWhatIsThereAlreadyWithoutHarm() throws Exception {
        AuditRecord outcome = outcome(true);
        AUDIT.log().append(outcome);
        String leaf = AUDIT.leaf(outcome.id());
        late.takeOver(outcome);
        late.append();

        assertThat(AUDIT.leaf(outcome.id())).isEqualTo(leaf);
    }

    @Test
    void isNotHeldUpByAnOutcomeThatTheAuditLogWillNeverTake() throws Exception {
        UUID taken = outcome(true).id();
        AuditRecord intent = intent();
        AUDIT.log().append(records.settled(taken, intent, WriteOutcome.DONE));
        late.takeOver(records.settled(taken, intent, WriteOutcome.NOT_DONE));
        AuditRecord next = outcome(true);
        late.takeOver(next);
        late.append();

        assertThat(AUDIT.leaf(taken)).contains("\"done\":true");
        assertThat(AUDIT.leaf(next.id())).contains("\"done\":true");
    }

    private AuditRecord outcome(boolean done) {
        return records.settled(AuthenticatedRequests.id(), intent(), done ? WriteOutcome.DONE : WriteOutcome.NOT_DONE);
    }

    private AuditRecord intent() {
        return records.intent(
                AuthenticatedRequests.of(ChangePolicies.writer(), ThingsPolicies.PURPOSE, ChangePolicies.POLICIES));
    }
}
