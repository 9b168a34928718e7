package io.metagate.gateway.enforcement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.BackgroundTasks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WriteTimeoutWatchdogTest {

    private static final long PATIENCE_SECONDS = 30;

    @Test
    void endsWhatIsStuckAlsoAfterAnotherCouldNotBeEnded() throws Exception {
        try (WriteTimeoutWatchdog watch = new WriteTimeoutWatchdog(Duration.ofMillis(50), BackgroundTasks.tasks())) {
            for (int n = 0; n < 3; n++) {
                CountDownLatch tried = new CountDownLatch(1);
                watch.during(() -> await(tried), () -> {
                    tried.countDown();
                    throw new OutOfMemoryError("injected");
                });
            }
            CountDownLatch ended = new CountDownLatch(1);
            watch.during(() -> await(ended), ended::countDown);
        }
    }

    @Test
    void leavesAloneWhatIsDoneInTime() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (WriteTimeoutWatchdog watch = new WriteTimeoutWatchdog(Duration.ofHours(1), BackgroundTasks.tasks())) {
            watch.during(() -> {}, () -> ended.set(true));
        }
        assertThat(ended).isFalse();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
