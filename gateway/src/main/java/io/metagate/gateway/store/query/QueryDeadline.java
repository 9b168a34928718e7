package io.metagate.gateway.store.query;

import io.metagate.gateway.store.QueryTooSlow;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of the time that all queries of one request have together. */
final class QueryDeadline {

    private static final long NANOS = 1_000_000;

    private final LongSupplier nanos;
    private final long end;

    /**
     * So long from now on.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     */
    QueryDeadline(Duration time, LongSupplier nanos) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + time.toNanos();
    }

    /**
     * How many milliseconds are left, 1 at least.
     *
     * @throws QueryTooSlow if none are
     */
    long millisLeft() {
        long left = end - nanos.getAsLong();
        if (left <= 0) {
            throw new QueryTooSlow();
        }
        return Math.max(1, left / NANOS);
    }
}
