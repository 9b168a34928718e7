package io.metagate.gateway.connection.pipelining;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The time that a connection has for the next part of a head. Belongs to the connection's event loop. */
final class HeadTimer {

    private final Duration timeout;
    private Optional<ScheduledFuture<?>> running = Optional.empty();

    HeadTimer(Duration timeout) {
        this.timeout = timeout;
    }

    /** Begins anew. */
    void start(EventExecutor loop, Runnable late) {
        cancel();
        running = Optional.of(loop.schedule(late, timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    void cancel() {
        running.ifPresent(timer -> timer.cancel(false));
        running = Optional.empty();
    }
}
