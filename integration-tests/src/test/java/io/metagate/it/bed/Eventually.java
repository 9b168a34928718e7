package io.metagate.it.bed;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, not for a time. */
public final class Eventually {

    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    private Eventually() {}

    /** Waits until it holds; fails when the patience is over. */
    public static void holds(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in " + patience.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
