package io.metagate.oidc.keys;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, read again by time, and at most every ten seconds because a token has a key that is not known. One
 * reading runs at a time, and whoever needs it waits for its end, which holds no thread. INVARIANT: a set that is too
 * old is used only while the issuer does not answer; what the issuer lists no more is unknown once it has been read
 * again (P6). Nothing is remembered of a key id that is not known, so that no stranger can keep a new key out.
 */
public final class KeySetCache {

    /** How long after a forced reading the next may be, whoever wants it. */
    static final Duration FORCED_INTERVAL = Duration.ofSeconds(10);

    /** A reading that has not ended by itself then never will. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(20);

    private final Supplier<CompletionStage<FetchedKeySet>> source;
    private final Duration interval;
    private final Duration pause;
    private final LongSupplier nanos;
    private volatile Known known;
    private @Nullable CompletableFuture<KeySet> reading;
    private long begun;
    private long forced;
    private boolean failed;
    private long failedAt;

    /**
     * A cache that knows no keys yet.
     *
     * @param source reads the keys
     * @param interval how old the keys may be, from a second
     * @param nanos the time in nanoseconds, which never goes back
     */
    public KeySetCache(Supplier<CompletionStage<FetchedKeySet>> source, Duration interval, LongSupplier nanos) {
        this.source = source;
        this.interval = interval;
        this.pause = least(interval, FORCED_INTERVAL);
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.known = new Known(KeySet.none(), now, now);
        this.begun = now - pause.toNanos();
        this.forced = now - FORCED_INTERVAL.toNanos();
    }

    /**
     * The keys; where they are older than they may be, after they have been read again, unless the issuer has just not
     * answered.
     */
    public CompletionStage<KeySet> fresh() {
        Known now = known;
        return nanos.getAsLong() - now.staleAt() < 0 ? CompletableFuture.completedFuture(now.keys()) : overdue();
    }

    private synchronized CompletionStage<KeySet> overdue() {
        if (current() == null && since(begun) >= pause.toNanos()) {
            begin();
        }
        // Else every token would wait for an issuer that is away, time and again.
        return isAway() ? CompletableFuture.completedFuture(known.keys()) : await();
    }

    /** Whether the last reading failed, as short a while ago as it does again and again where the issuer stays away. */
    private boolean isAway() {
        return failed && since(failedAt) <= pause.plus(LONGEST_READING).toNanos();
    }

    /**
     * The keys for a token of a key that was not among them: they are read again, unless that was done a short while
     * ago.
     */
    public synchronized CompletionStage<KeySet> newer() {
        if (current() == null && since(forced) >= FORCED_INTERVAL.toNanos()) {
            forced = nanos.getAsLong();
            begin();
        }
        return await();
    }

    /** Reads the keys again if it is time. To be called often. */
    public synchronized void refreshIfDue() {
        if (since(known.dueAt()) >= 0 && current() == null && since(begun) >= pause.toNanos()) {
            begin();
        }
    }

    /** Reads the keys now, or joins the reading that runs. Fails with a {@link KeySetUnavailable}. */
    public synchronized CompletionStage<KeySet> refresh() {
        CompletableFuture<KeySet> running = current();
        return running == null ? begin() : running;
    }

    /** The reading that runs, if one does. */
    private @Nullable CompletableFuture<KeySet> current() {
        CompletableFuture<KeySet> running = reading;
        if (running != null && since(begun) > LONGEST_READING.toNanos()) {
            reading = null;
            fail();
            running.completeExceptionally(new KeySetUnavailable("it does not answer"));
        }
        return reading;
    }

    private CompletionStage<KeySet> begin() {
        CompletableFuture<KeySet> next = new CompletableFuture<>();
        long now = nanos.getAsLong();
        reading = next;
        begun = now;
        boolean asked = false;
        try {
            source.get().whenComplete((fetched, e) -> end(next, now, fetched, e));
            asked = true;
        } finally {
            if (!asked) {
                end(next, now, null, null);
            }
        }
        return next;
    }

    private void end(
            CompletableFuture<KeySet> ended, long since, @Nullable FetchedKeySet fetched, @Nullable Throwable e) {
        synchronized (this) {
            if (reading != ended) {
                return;
            }
            reading = null;
            if (fetched == null) {
                fail();
            } else {
                failed = false;
                known = Known.of(fetched, since, interval);
            }
        }
        if (fetched == null) {
            ended.completeExceptionally(e == null ? new KeySetUnavailable("it does not answer") : e);
        } else {
            ended.complete(fetched.keys());
        }
    }

    private void fail() {
        failed = true;
        failedAt = nanos.getAsLong();
    }

    /** What is known once the reading that runs has ended; now, if none runs. */
    private CompletionStage<KeySet> await() {
        CompletableFuture<KeySet> running = reading;
        return running == null
                ? CompletableFuture.completedFuture(known.keys())
                : running.handle((keys, e) -> known.keys());
    }

    private long since(long moment) {
        return nanos.getAsLong() - moment;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Keys that were read.
     *
     * @param dueAt when they are to be read again
     * @param staleAt when they are too old
     */
    private record Known(KeySet keys, long dueAt, long staleAt) {

        /** An issuer that says that its keys change at any time is not asked all the time. */
        static Known of(FetchedKeySet fetched, long since, Duration interval) {
            long nanos = fetched.maxAge()
                    .map(age -> age.compareTo(FORCED_INTERVAL) < 0 ? FORCED_INTERVAL : age)
                    .map(age -> least(age, interval))
                    .orElse(interval)
                    .toNanos();
            return new Known(fetched.keys(), since + nanos / 5 * 4, since + nanos);
        }
    }
}
