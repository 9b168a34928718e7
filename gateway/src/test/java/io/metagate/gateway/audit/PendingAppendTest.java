package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.merkle.MerkleLeaf;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PendingAppendTest {

    private static final int PATIENCE_SECONDS = 20;

    private final PendingAppend pending = new PendingAppend(SampleRecords.next());

    @Test
    void givesTheReceiptOfTheRecordOnceItIsDurable() throws Exception {
        pending.durable();
        AuditReceipt receipt = pending.await(later());
        assertThat(receipt.id()).isEqualTo(pending.record().id());
        assertThat(receipt.leafHash()).isEqualTo(MerkleLeaf.of(pending.record()).hash());
    }

    @Test
    void whatIsDurableStaysSo() throws Exception {
        pending.durable();
        pending.lost(Reason.LATE);
        assertThat(pending.await(later())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void tellsWhyItIsLost(Reason reason) {
        pending.lost(reason);
        assertLost(reason, later());
    }

    /** What may be in the log is not called refused (P3). */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void doesNotCallRefusedWhatMayHaveBeenWritten(Reason reason) {
        assertThat(pending.isDoubtful()).isFalse();
        pending.doubt();
        assertThat(pending.isDoubtful()).isTrue();
        pending.lost(reason);
        assertLost(EnumSet.of(Reason.REFUSED, Reason.REFUSING).contains(reason) ? Reason.UNKNOWN : reason, later());
    }

    @Test
    void isLateOnceTheTimeIsOver() {
        assertLost(Reason.LATE, System.nanoTime());
    }

    @Test
    void waitsOnForWhoeverIsInterruptedAndKeepsTheInterrupt() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            return pending.await(later()) != null && Thread.interrupted();
        });
        Thread waiter = new Thread(waiting);
        waiter.start();
        Eventually.holds("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
        pending.durable();
        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesThoseAloneWhoAreNotInterrupted() throws Exception {
        pending.durable();
        pending.await(later());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static long later() {
        return System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    }

    private void assertLost(Reason reason, long deadline) {
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> pending.await(deadline))
                .returns(reason, AuditUnavailable::reason);
    }
}
