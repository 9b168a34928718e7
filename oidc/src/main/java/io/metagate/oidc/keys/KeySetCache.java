package io.metagate.oidc.keys;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, read again by time, and at most every ten seconds because a token has a key that is not known. INVARIANT: while the issuer does not answer, what is
 * known stays known; what the issuer lists no more is unknown once it has been read again, within the interval (P6). One reading runs at a time, and few wait for it.
 */
public final class KeySetCache {

    /** How long after a forced reading the next may be, whoever wants it. */
    static final Duration FORCED_INTERVAL = Duration.ofSeconds(10);
    /** How long nothing is read for the sake of a key id that the issuer did not know. */
    static final Duration UNKNOWN_TTL = Duration.ofSeconds(30);

    static final int MAX_WAITING = 16;
    private static final int MAX_UNKNOWN = 1_000;
    /** Longer key ids are not remembered: strangers would fill the memory with them. */
    private static final int MAX_KID_LENGTH = 256;

    /** A reading that has not ended by itself then never will. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(20);

    private final Supplier<CompletionStage<FetchedKeySet>> source;
    private final Duration interval;
    private final Duration pause;
    private final LongSupplier nanos;
    private final Map<String, Long> unknown = new LinkedHashMap<>();
    private volatile Known known;
    private @Nullable CompletableFuture<KeySet> reading;
    private long begun;
    private long forced;
    private boolean failed;
    private int waiting;

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

    /** The keys; where they are older than they may be, after they have been read again, unless the issuer does not answer. */
    public CompletionStage<KeySet> fresh() {
        Known now = known;
        return nanos.getAsLong() - now.staleAt() < 0 ? CompletableFuture.completedFuture(now.keys()) : overdue();
    }

    private synchronized CompletionStage<KeySet> overdue() {
        if (current() == null && since(begun) >= pause.toNanos()) {
            begin();
        }
        return await();
    }

    /** The keys for a token of a key that was not among them: they are read again, unless that was done a short while ago or was of no use for that key id. */
    public synchronized CompletionStage<KeySet> without(String kid) {
        Long asked = unknown.get(kid);
        if (asked != null && since(asked) < UNKNOWN_TTL.toNanos()) {
            return CompletableFuture.completedFuture(known.keys());
        }
        if (current() != null) {
            return await();
        }
        if (since(forced) < FORCED_INTERVAL.toNanos()) {
            return CompletableFuture.completedFuture(known.keys());
        }
        forced = nanos.getAsLong();
        begin().thenRun(() -> remember(kid));
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
            failed = true;
            running.completeExceptionally(new KeySetUnavailable("it does not answer"));
        }
        return reading;
    }

    private CompletionStage<KeySet> begin() {
        CompletableFuture<KeySet> next = new CompletableFuture<>();
        long now = nanos.getAsLong();
        reading = next;
        begun = now;
        source.get().whenComplete((fetched, e) -> end(next, now, fetched, e));
        return next;
    }

    private void end(
            CompletableFuture<KeySet> ended, long since, @Nullable FetchedKeySet fetched, @Nullable Throwable e) {
        synchronized (this) {
            if (reading != ended) {
                return;
            }
            reading = null;
            failed = fetched == null;
            if (fetched != null) {
                known = Known.of(fetched, since, interval);
            }
        }
        if (fetched == null) {
            ended.completeExceptionally(e == null ? new KeySetUnavailable("it does not answer") : e);
        } else {
            ended.complete(fetched.keys());
        }
    }

    /** INVARIANT: whoever waits holds a thread of the server, so that few may, and nobody for an issuer that has just not answered. */
    private CompletionStage<KeySet> await() {
        CompletableFuture<KeySet> running = reading;
        if (running == null || failed || waiting >= MAX_WAITING) {
            return CompletableFuture.completedFuture(known.keys());
        }
        waiting++;
        return running.handle((keys, e) -> {
            synchronized (this) {
                waiting--;
            }
            return known.keys();
        });
    }

    private synchronized void remember(String kid) {
        unknown.remove(kid);
        if (kid.length() <= MAX_KID_LENGTH) {
            unknown.put(kid, nanos.getAsLong());
        }
        if (unknown.size() > MAX_UNKNOWN) {
            unknown.remove(unknown.keySet().iterator().next());
        }
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
