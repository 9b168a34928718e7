package io.metagate.gateway.background;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done again and again on a thread of its own, until it is closed. INVARIANT: nothing that the work throws
 * ends it, an {@link OutOfMemoryError} or a {@link StackOverflowError} least of all, and a round that does not come to
 * its end shows (P6).
 */
public final class PeriodicTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private static final long PAUSE_AFTER_FAILURE = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_TOLD_FAILURES = Duration.ofSeconds(10).toNanos();
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final String name;
    private final Supplier<Duration> pause;
    private final long longestRound;
    private final Runnable work;
    private final Platform platform;
    private final AtomicLong failures = new AtomicLong();
    private volatile long completed;
    private volatile long resting;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread thread;
    private long nextTold;

    /**
     * What tasks run on.
     *
     * @param nanos a clock that only goes forward
     * @param threads makes a thread that has not begun
     */
    record Platform(LongSupplier nanos, ThreadFactory threads) {

        static Platform system() {
            return new Platform(System::nanoTime, Thread::new);
        }
    }

    /**
     * A task that has not begun.
     *
     * @param pause before each round, at most a day
     * @param longestRound how long a round may take before the task counts as stuck
     */
    PeriodicTask(String name, Supplier<Duration> pause, Duration longestRound, Runnable work, Platform platform) {
        this.name = name;
        this.pause = pause;
        this.longestRound = longestRound.toNanos();
        this.work = work;
        this.platform = platform;
        this.completed = now();
        this.nextTold = completed;
    }

    /** Its name, which is that of its thread too. */
    public String name() {
        return name;
    }

    /** Says from within a long round that it goes on: what is done by now counts as a round. */
    public void beat() {
        completed = now();
    }

    /** Does no further round. One that is underway goes on to its end. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Gives it a thread if it has none, or none that is alive. */
    synchronized void revive() {
        Thread now = thread;
        if (!closed && (now == null || !now.isAlive())) {
            Thread next = platform.threads().newThread(this::goOn);
            next.setName(name);
            next.setDaemon(true);
            next.start();
            thread = next;
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether it ever had a thread. */
    boolean isBegun() {
        return thread != null;
    }

    /** Whether its thread has ended, or was never begun. */
    boolean isDead() {
        Thread now = thread;
        return !closed && (now == null || !now.isAlive());
    }

    /** Whether no round came to its end in the time in which one should have. */
    boolean isLate() {
        return !closed && age() > resting + longestRound;
    }

    /** The nanoseconds since a round last came to its end, or since the task was made. */
    long age() {
        return now() - completed;
    }

    /** How many rounds failed. */
    long failures() {
        return failures.get();
    }

    private long now() {
        return platform.nanos().getAsLong();
    }

    private void goOn() {
        while (!closed) {
            attempt();
        }
    }

    /**
     * What is caught here may be a lack of memory, so that nothing is made in its handling, and nothing is called that
     * could fail in the same way. What failed is told with the next attempt; that it could not be told is a failure
     * too.
     */
    private void attempt() {
        try {
            tell();
            round();
        } catch (Throwable t) {
            failure = t;
            failures.incrementAndGet();
            LockSupport.parkNanos(this, PAUSE_AFTER_FAILURE);
        }
    }

    private void round() {
        // A leftover interrupt would turn every pause into none.
        Thread.interrupted();
        Duration asked = pause.get();
        resting = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
        long until = now() + resting;
        for (long left = resting; left > 0 && !closed; left = until - now()) {
            LockSupport.parkNanos(this, left);
        }
        if (!closed) {
            work.run();
            beat();
        }
    }

    /** Says what failed, now and then. The failure's own text may hold what must not be logged (P7). */
    private void tell() {
        Throwable told = failure;
        failure = null;
        if (told != null && now() - nextTold >= 0) {
            nextTold = now() + BETWEEN_TOLD_FAILURES;
            StackTraceElement[] frames = told.getStackTrace();
            LOG.errorv(
                    "{0} failed and goes on: {1} at {2}",
                    name, told.getClass().getName(), frames.length == 0 ? "no known place" : frames[0]);
        }
    }
}
