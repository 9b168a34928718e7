package io.metagate.gateway.enforcement.stream;

import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Ends what takes too long, from a thread of its own, because the one that is concerned is stuck. */
public final class WriteTimeoutWatchdog implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int LOOKS = 10;

    private final Set<Underway> underway = ConcurrentHashMap.newKeySet();
    private final Duration timeout;
    private final LongSupplier nanos;
    private final PeriodicTask looks;

    public WriteTimeoutWatchdog(Duration timeout, PeriodicTasks tasks) {
        this(timeout, tasks, System::nanoTime);
    }

    WriteTimeoutWatchdog(Duration timeout, PeriodicTasks tasks, LongSupplier nanos) {
        this.timeout = timeout;
        this.nanos = nanos;
        Duration pause = timeout.dividedBy(LOOKS);
        this.looks = tasks.begin(
                "write-timeout-watchdog",
                () -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE,
                PeriodicTasks.USUAL_ROUND,
                this::endWhatIsLate);
    }

    /** Does one step; runs the other thing if the step is not done in time, or a tenth of it later. */
    <X extends Exception> void during(Step<X> step, Runnable end) throws X {
        Underway one = new Underway(nanos.getAsLong() + timeout.toNanos(), end);
        underway.add(one);
        try {
            step.run();
        } finally {
            underway.remove(one);
        }
    }

    @Override
    public void close() {
        looks.close();
    }

    private void endWhatIsLate() {
        underway.stream().filter(one -> one.isLate(nanos.getAsLong())).forEach(this::end);
    }

    /** Once, and not at all where the step was done a moment ago. */
    private void end(Underway one) {
        if (underway.remove(one)) {
            one.end.run();
        }
    }

    /** Something that may get stuck. */
    @FunctionalInterface
    interface Step<X extends Exception> {
        void run() throws X;
    }

    /** A step that is not done yet. */
    private static final class Underway {

        private final long deadline;
        private final Runnable end;

        private Underway(long deadline, Runnable end) {
            this.deadline = deadline;
            this.end = end;
        }

        private boolean isLate(long now) {
            return deadline - now < 0;
        }
    }
}
