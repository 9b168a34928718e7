package io.metagate.gateway.enforcement;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long, from a thread of its own, because the one that is concerned is stuck. */
final class StallWatch implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;
    private final Duration patience;

    StallWatch(Duration patience) {
        this.patience = patience;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "export-stall-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Does one step; runs the other thing if the step is not done in time. */
    <X extends Exception> void during(Step<X> step, Runnable end) throws X {
        var late = timer.schedule(end, patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            step.run();
        } finally {
            late.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Something that may get stuck. */
    @FunctionalInterface
    interface Step<X extends Exception> {
        void run() throws X;
    }
}
