package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int PATIENCE_SECONDS = 20;

    private final AuditQueue queue = new AuditQueue(3);

    @Test
    void givesRecordsOutInTheOrderInWhichTheyCameAndNotMoreThanIsAskedFor() throws Exception {
        PendingAppend first = add();
        PendingAppend second = add();
        PendingAppend third = add();

        assertThat(queue.take(2, LONG)).containsExactly(first, second);
        assertThat(queue.take(2, LONG)).containsExactly(third);
        assertThat(queue.take(2, Duration.ZERO)).isEmpty();
    }

    @Test
    void takesNoMoreThanItMayHold() throws Exception {
        add();
        add();
        assertThat(queue.refusal()).isEmpty();
        add();
        assertThat(queue.refusal()).hasValue(Reason.FULL);
        assertRefused(Reason.FULL);

        queue.take(1, LONG);
        assertThat(queue.refusal()).isEmpty();
        add();
    }

    @Test
    void givesOutWhatItHasOnceItIsClosedAndTakesNothingMore() throws Exception {
        PendingAppend last = add();
        queue.close();

        assertThat(queue.refusal()).hasValue(Reason.CLOSED);
        assertRefused(Reason.CLOSED);
        assertThat(queue.isDrained()).isFalse();
        assertThat(queue.take(2, LONG)).containsExactly(last);
        assertThat(queue.isDrained()).isTrue();
        assertThat(queue.take(2, LONG)).as("nobody waits any more").isEmpty();
    }

    @Test
    void isNotDrainedWhileItIsOpen() {
        assertThat(queue.isDrained()).isFalse();
    }

    @Test
    void wakesWhoeverWaitsForARecord() throws Exception {
        FutureTask<List<PendingAppend>> taking = waiting();
        PendingAppend one = add();
        assertThat(taking.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(one);
    }

    @Test
    void wakesAllWhoWaitWhenItIsClosed() throws Exception {
        FutureTask<List<PendingAppend>> one = waiting();
        FutureTask<List<PendingAppend>> other = waiting();
        queue.close();
        assertThat(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEmpty();
        assertThat(other.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void givesNothingToWhoeverIsInterruptedAndKeepsTheInterrupt() throws Exception {
        FutureTask<Boolean> taking = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            assertThat(queue.take(1, LONG)).isEmpty();
            return Thread.interrupted();
        });
        new Thread(taking).start();
        assertThat(taking.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        PendingAppend kept = add();
        assertThat(queue.take(1, LONG)).containsExactly(kept);
    }

    /** Somebody who waits already. */
    private FutureTask<List<PendingAppend>> waiting() {
        FutureTask<List<PendingAppend>> taking = new FutureTask<>(() -> queue.take(2, LONG));
        Thread waiter = new Thread(taking);
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return taking;
    }

    private PendingAppend add() throws AuditUnavailable {
        PendingAppend pending = new PendingAppend(SampleRecords.next());
        queue.add(pending);
        return pending;
    }

    private void assertRefused(Reason reason) {
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(this::add)
                .returns(reason, AuditUnavailable::reason);
    }
}
