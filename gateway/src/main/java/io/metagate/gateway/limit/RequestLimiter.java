package io.metagate.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.metagate.policy.model.Limit;
import io.metagate.policy.model.Quota;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Token buckets in this replica's memory, one for each quota and whatever its limit counts together. */
@ApplicationScoped
public class RequestLimiter {

    private final TimeMeter clock;
    private final Cache<Key, Bucket> buckets;

    RequestLimiter() {
        this(TimeMeter.SYSTEM_NANOTIME, Ticker.systemTicker());
    }

    RequestLimiter(TimeMeter clock, Ticker ticker) {
        this.clock = clock;
        // A bucket that nobody touched for a window is full; forgetting it changes nothing.
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(
                        Expiry.accessing((Key key, Bucket bucket) -> key.quota().window()))
                .build();
    }

    /** Takes one request from each quota of the limits, or from none. */
    public Grant take(Principal principal, List<Limit> limits) {
        List<Taken> taken = new ArrayList<>();
        for (Limit limit : limits) {
            int index = 0;
            for (Quota quota : limit.requests()) {
                index++;
                Key key =
                        new Key(limit.name().value(), index, quota, limit.per().key(principal));
                Bucket bucket = buckets.get(key, missing -> newBucket(quota));
                taken.add(new Taken(key, bucket, bucket.tryConsumeAndReturnRemaining(1)));
            }
        }
        List<Taken> exceeded =
                taken.stream().filter(one -> !one.probe().isConsumed()).toList();
        if (exceeded.isEmpty()) {
            return new Grant.Granted(taken.stream().map(Taken::state).toList());
        }
        return new Grant.Exceeded(
                taken.stream().map(Taken::giveBack).toList(),
                exceeded.stream().map(one -> one.key().name()).toList(),
                wait(exceeded));
    }

    private Bucket newBucket(Quota quota) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(quota.burst())
                .refillGreedy(quota.quota(), quota.window())
                .build();
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }

    private static Duration wait(List<Taken> exceeded) {
        long nanos = exceeded.stream()
                .mapToLong(one -> one.probe().getNanosToWaitForRefill())
                .max()
                .orElse(0);
        return Duration.ofSeconds(Math.max(1, ceilSeconds(nanos)));
    }

    private static long ceilSeconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    private record Key(String limit, int index, Quota quota, List<Value> counted) {
        String name() {
            return limit + "-requests" + (index == 1 ? "" : "-" + index);
        }
    }

    private record Taken(Key key, Bucket bucket, ConsumptionProbe probe) {

        LimitState state() {
            return state(probe.getRemainingTokens(), probe.getNanosToWaitForReset());
        }

        /** Undoes the taking, if anything was taken. */
        LimitState giveBack() {
            if (!probe.isConsumed()) {
                return state();
            }
            bucket.addTokens(1);
            long nanosOfOne = key.quota().window().toNanos() / key.quota().quota();
            return state(probe.getRemainingTokens() + 1, Math.max(0, probe.getNanosToWaitForReset() - nanosOfOne));
        }

        private LimitState state(long remaining, long nanosToReset) {
            Quota quota = key.quota();
            return new LimitState(
                    key.name(), quota.quota(), quota.window().toSeconds(), remaining, ceilSeconds(nanosToReset));
        }
    }
}
