package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitBudgetTest {

    @Test
    void isSpentByAllWaitsTogether() throws Exception {
        WaitBudget waitBudget = new WaitBudget(Duration.ofHours(1));

        waitBudget.spend(deadline -> waitFor(Duration.ofMillis(20)));
        long left = waitBudget.spend(deadline -> deadline - System.nanoTime());

        assertThat(left).isPositive();
        assertThat(left).isLessThanOrEqualTo(Duration.ofHours(1).minusMillis(20).toNanos());
    }

    @Test
    void isOverOnceSpent() {
        WaitBudget waitBudget = new WaitBudget(Duration.ofMillis(5));
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> waitBudget.spend(deadline -> {
                    waitFor(Duration.ofMillis(20));
                    throw new AuditUnavailable(Reason.LATE);
                }));

        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> waitBudget.spend(deadline -> {
                    assertThat(deadline - System.nanoTime()).isLessThanOrEqualTo(0);
                    throw new AuditUnavailable(Reason.LATE);
                }));
    }

    private static boolean waitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (end - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }
}
