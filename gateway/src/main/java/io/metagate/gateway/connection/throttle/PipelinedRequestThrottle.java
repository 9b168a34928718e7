package io.metagate.gateway.connection.throttle;

import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Gives turns to connections whose next request was there before the answer to the one before had left (pipelining, RFC
 * 9112 section 9.3.2): so many in a second, and first come, first served. A client that waits for its answers needs no
 * turn, so those that do not wait take no time from it. Belongs to one event loop, on which all happens.
 */
final class PipelinedRequestThrottle {

    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final EventExecutor loop;
    private final long interval;
    private final long burst;
    private long due;
    private boolean scheduled;

    /**
     * Gives turns on an event loop.
     *
     * @param interval nanoseconds from one turn to the next; where none came for a second, all of its turns may come at
     *     once
     */
    PipelinedRequestThrottle(EventExecutor loop, long interval) {
        this.loop = loop;
        this.interval = interval;
        this.burst = Math.max(0, TimeUnit.SECONDS.toNanos(1) - interval);
        this.due = System.nanoTime() - burst;
    }

    /** Runs that when its turn comes, and not within this call. */
    void await(Runnable turn) {
        waiting.add(turn);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::giveTurns);
        }
    }

    /** Whose turn has not come yet wants none any more. */
    void leave(Runnable turn) {
        waiting.remove(turn);
    }

    private void giveTurns() {
        long now = System.nanoTime();
        due = Math.max(due, now - burst);
        try {
            while (due <= now && !waiting.isEmpty()) {
                Runnable next = waiting.iterator().next();
                waiting.remove(next);
                due += interval;
                next.run();
            }
        } finally {
            scheduled = !waiting.isEmpty();
            if (scheduled) {
                var unused = loop.schedule(this::giveTurns, due - now, TimeUnit.NANOSECONDS);
            }
        }
    }
}
