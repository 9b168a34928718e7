package io.metagate.gateway.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Work that is done again and again beside the requests, until it is closed. */
public final class Recurring implements AutoCloseable {

    private final String name;
    private final Supplier<Duration> pause;
    private final Runnable work;
    private volatile boolean ended;

    /** Begins with the first pause, each of which is as long as is then said. */
    public static Recurring begin(String name, Supplier<Duration> pause, Runnable work) {
        Recurring recurring = new Recurring(name, pause, work);
        recurring.start();
        return recurring;
    }

    private Recurring(String name, Supplier<Duration> pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    private void start() {
        Thread thread = new Thread(this::repeat, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void repeat() {
        try {
            while (!ended) {
                LockSupport.parkNanos(this, pause.get().toNanos());
                if (!ended) {
                    work.run();
                }
            }
        } finally {
            if (!ended) {
                // Something nobody thought of. The work must go on.
                start();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
