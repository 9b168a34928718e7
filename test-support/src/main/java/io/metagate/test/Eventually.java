package io.metagate.test;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for a condition, not for a time. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** Waits until it holds, for 20 seconds at most; then fails and says what. */
    public static void holds(String what, Callable<Boolean> condition) {
        holds(what, PATIENCE, condition);
    }

    /** Waits until it holds; fails when the patience is over, or at once with what the condition throws. */
    public static void holds(String what, Duration patience, Callable<Boolean> condition) {
        // Of other threads' exceptions, some are meant: tests take memory and servers away.
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(patience)
                .until(condition);
    }
}
