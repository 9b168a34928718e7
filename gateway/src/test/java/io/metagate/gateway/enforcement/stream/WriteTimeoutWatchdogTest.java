package io.metagate.gateway.enforcement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.ObservedTasks;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WriteTimeoutWatchdogTest {

    private static final long PATIENCE_SECONDS = 30;
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TIMEOUT.toNanos() / 2);
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    @AutoClose
    private final WriteTimeoutWatchdog watch = new WriteTimeoutWatchdog(TIMEOUT, BackgroundTasks.tasks(), () -> {
        readings.incrementAndGet();
        return now.get();
    });

    @Test
    void endsWhatIsStuckAlsoAfterAnotherCouldNotBeEnded() throws Exception {
        for (int n = 0; n < 3; n++) {
            CountDownLatch tried = new CountDownLatch(1);
            watch.during(() -> passAndAwait(tried), () -> {
                tried.countDown();
                throw new OutOfMemoryError("injected");
            });
        }
        CountDownLatch end = new CountDownLatch(1);
        watch.during(() -> passAndAwait(end), end::countDown);
    }

    @Test
    void endsNothingBeforeItsTimeIsOver() {
        watch.during(
                () -> {
                    now.addAndGet(TIMEOUT.toNanos());
                    awaitLooks();
                },
                () -> ended.set(true));
        assertThat(ended).isFalse();
    }

    @Test
    void leavesAloneWhatWasDoneInTime() {
        watch.during(() -> {}, () -> ended.set(true));
        now.addAndGet(2 * TIMEOUT.toNanos());
        watch.during(this::awaitLooks, () -> {});
        assertThat(ended).isFalse();
    }

    @Test
    void leavesAloneWhatFailedInTime() {
        try {
            watch.during(
                    () -> {
                        throw new IllegalStateException("injected");
                    },
                    () -> ended.set(true));
        } catch (IllegalStateException expected) {
            now.addAndGet(2 * TIMEOUT.toNanos());
        }
        watch.during(this::awaitLooks, () -> {});
        assertThat(ended).isFalse();
    }

    @Test
    void looksTenTimesInTheTimeThatAStepHasAndOnceASecondAtLeast() {
        assertThat(pauseFor(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(200));
        assertThat(pauseFor(Duration.ofMinutes(2))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void looksNoMoreOnceItIsClosed() throws Exception {
        ObservedTasks tasks = new ObservedTasks();
        WriteTimeoutWatchdog closed = new WriteTimeoutWatchdog(TIMEOUT, tasks);
        tasks.begun();
        closed.close();
        assertThat(tasks.ends()).isTrue();
    }

    private static Duration pauseFor(Duration timeout) {
        ObservedTasks tasks = new ObservedTasks();
        new WriteTimeoutWatchdog(timeout, tasks).close();
        return tasks.pause();
    }

    private void passAndAwait(CountDownLatch latch) throws InterruptedException {
        now.addAndGet(TIMEOUT.toNanos() + 1);
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Until each step that is underway was looked at, whichever others are. */
    private void awaitLooks() {
        int before = readings.get();
        Eventually.holds("it has looked", () -> readings.get() > before + 4);
    }
}
