package io.metagate.gateway.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.background.PeriodicTask.Platform;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.test.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicTaskTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final AtomicLong ahead = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile ThreadFactory threads = Thread::new;
    private final PeriodicTasks tasks = new PeriodicTasks(
            meters, new Platform(() -> System.nanoTime() + ahead.get(), work -> threads.newThread(work)));
    private final Semaphore rounds = new Semaphore(0);

    @AfterEach
    void end() {
        tasks.end(new ShutdownEvent());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {OutOfMemoryError.class, StackOverflowError.class, ThreadDeath.class, IllegalStateException.class
            })
    void goesOnAfterWhateverItsWorkThrowsOnce(Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getConstructor().newInstance();
        AtomicInteger round = new AtomicInteger();
        try (PeriodicTask task = begin(() -> {
            if (round.incrementAndGet() == 1) {
                PeriodicTaskTest.<RuntimeException>sneak(failure);
            }
            rounds.release();
        })) {
            awaitRounds(3);
            assertThat(task.failures()).isOne();
            assertThat(tasks.troubles()).isEmpty();
        }
    }

    @Test
    void logsWhatFailedAndNotWhatTheFailureSays() throws Exception {
        AtomicInteger round = new AtomicInteger();
        try (CapturedLog log = new CapturedLog();
                PeriodicTask task = begin(() -> {
                    if (round.incrementAndGet() == 1) {
                        throw new IllegalStateException("alice@example.com", new IOException("alice@example.com"));
                    }
                    rounds.release();
                })) {
            awaitRounds(3);

            assertThat(task.failures()).isOne();
            assertThat(log.text())
                    .contains("work failed and goes on: java.lang.IllegalStateException at ")
                    .doesNotContain("alice");
        }
    }

    @Test
    void logsWhatFailsAgainAndAgainOnceInTenSeconds() throws Exception {
        PeriodicTasks timeless = new PeriodicTasks(meters, new Platform(ahead::get, Thread::new));
        Runnable failing = () -> {
            rounds.release();
            throw new IllegalStateException("injected");
        };
        try (CapturedLog log = new CapturedLog();
                PeriodicTask task = timeless.begin("work", () -> Duration.ZERO, LONGEST, failing)) {
            awaitRounds(3);
            assertThat(log.text()).containsOnlyOnce("work failed");
            ahead.set(Duration.ofSeconds(10).toNanos() - 1);
            awaitRounds(3);
            assertThat(log.text()).containsOnlyOnce("work failed");

            ahead.incrementAndGet();
            awaitRounds(3);
            assertThat(log.text().split("work failed", -1)).hasSize(3);
            assertThat(task.failures()).isGreaterThan(6);
        }
    }

    @Test
    void goesOnAfterTheStackWasReallyUsedUp() throws Exception {
        AtomicInteger round = new AtomicInteger();
        try (PeriodicTask task = begin(() -> {
            if (round.incrementAndGet() <= 3) {
                dive(0);
            }
            rounds.release();
        })) {
            awaitRounds(2);
            assertThat(task.failures()).isEqualTo(3);
        }
    }

    @Test
    void goesOnWhereEvenItsPauseCannotBeTold() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Duration> pause = () -> {
            if (asked.incrementAndGet() < 3) {
                throw new OutOfMemoryError("no pause");
            }
            return Duration.ZERO;
        };
        try (PeriodicTask task = tasks.begin("work", pause, LONGEST, rounds::release)) {
            awaitRounds(2);
            assertThat(task.failures()).isEqualTo(2);
        }
    }

    @Test
    void isLateAndTakesReadinessAwayWhileEachRoundFailsAndGivesItBack() throws Exception {
        Semaphore attempts = new Semaphore(0);
        AtomicBoolean mended = new AtomicBoolean();
        try (PeriodicTask task = begin(() -> {
            attempts.release();
            if (!mended.get()) {
                throw new OutOfMemoryError("again and again");
            }
            rounds.release();
        })) {
            assertThat(attempts.tryAcquire(3, PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(health().getStatus()).isEqualTo(Status.UP);

            ahead.set(LONGEST.plusSeconds(5).toNanos());
            assertThat(health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health().getData().orElseThrow().toString()).startsWith("{reason=work has done nothing for ");
            assertThat(gauge("metagate.background.late")).isOne();
            assertThat(gauge("metagate.background.age")).isGreaterThan(15.0);
            assertThat(meters.get("metagate.background.failures")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(2);

            mended.set(true);
            awaitRounds(2);
            assertThat(task.isLate()).isFalse();
            assertThat(health().getStatus()).isEqualTo(Status.UP);
            assertThat(gauge("metagate.background.late")).isZero();
        }
    }

    @Test
    void isLateWhereARoundDoesNotEndUnlessItSaysThatItGoesOn() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        try (PeriodicTask task = begin(() -> {
            inside.countDown();
            awaitQuietly(stuck);
        })) {
            inside.await();
            ahead.set(LONGEST.plusSeconds(5).toNanos());
            assertThat(task.isLate()).isTrue();
            task.beat();
            assertThat(task.isLate()).isFalse();
            stuck.countDown();
        }
    }

    @Test
    void getsAnotherThreadWhereItsOwnHasEndedAndSaysSoMeanwhile() throws Exception {
        tasks.begin(new StartupEvent());
        // A thread that does nothing stands for one that was ended from outside.
        threads = work -> new Thread(() -> {});
        try (PeriodicTask task = begin(rounds::release)) {
            Eventually.holds("its thread has ended", task::isDead);
            assertThat(health().getData().orElseThrow()).containsEntry("reason", "work has ended");
            assertThat(health().getStatus()).isEqualTo(Status.DOWN);

            AtomicInteger refused = new AtomicInteger();
            threads = work -> {
                if (refused.incrementAndGet() < 2) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return new Thread(work);
            };
            awaitRounds(3);
            assertThat(task.isDead()).isFalse();
            assertThat(refused).hasValue(2);
            assertThat(health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void oneThatCannotBeRevivedKeepsNoOtherFromIt() throws Exception {
        threads = work -> new Thread(() -> {});
        try (PeriodicTask first = tasks.begin("first", () -> Duration.ZERO, LONGEST, () -> {});
                PeriodicTask second = tasks.begin("second", () -> Duration.ZERO, LONGEST, rounds::release)) {
            Eventually.holds("their threads have ended", () -> first.isDead() && second.isDead());
            AtomicInteger asked = new AtomicInteger();
            threads = work -> {
                // The first that is asked for is the watchdog's own.
                int number = asked.incrementAndGet();
                if (number > 1 && number % 2 == 0) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return new Thread(work);
            };
            tasks.begin(new StartupEvent());
            awaitRounds(1);
        }
    }

    @Test
    void keepsItsPauseAfterAnInterrupt() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (PeriodicTask task = tasks.begin("work", () -> Duration.ofMillis(20), LONGEST, () -> {
            done.incrementAndGet();
            rounds.release();
            Thread.currentThread().interrupt();
        })) {
            long begun = System.nanoTime();
            awaitRounds(5);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
            assertThat(task.failures()).isZero();
        }
    }

    @Test
    void isNotRevivedOnceItIsClosed() throws Exception {
        AtomicInteger made = new AtomicInteger();
        threads = work -> {
            made.incrementAndGet();
            return new Thread(work);
        };
        PeriodicTask task = begin(rounds::release);
        awaitRounds(1);
        task.close();
        task.revive();

        assertThat(made).hasValue(1);
        assertThat(tasks.troubles()).isEmpty();
    }

    private PeriodicTask begin(Runnable work) {
        return tasks.begin("work", () -> Duration.ZERO, LONGEST, work);
    }

    private HealthCheckResponse health() {
        return new PeriodicTaskHealth(tasks).call();
    }

    private double gauge(String name) {
        return meters.get(name).tag("task", "work").gauge().value();
    }

    private void awaitRounds(int number) throws InterruptedException {
        assertThat(rounds.tryAcquire(number, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int dive(int depth) {
        return depth < Integer.MAX_VALUE ? dive(depth + 1) + 1 : 0;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
