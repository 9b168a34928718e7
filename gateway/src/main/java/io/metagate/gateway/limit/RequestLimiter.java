package io.metagate.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
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
    public RateLimitResult tryConsume(Principal principal, List<Limit> limits) {
        return tryConsume(principal, limits, LimitMetric.REQUESTS, 1);
    }

    /**
     * Takes so much from each of the limits' quotas on the measure, or from none.
     *
     * @param amount from 1
     */
    public RateLimitResult tryConsume(Principal principal, List<Limit> limits, LimitMetric measure, int amount) {
        List<Taken> taken = new ArrayList<>();
        for (Limit limit : limits) {
            int index = 0;
            for (Quota quota : limit.quotas(measure)) {
                index++;
                String name = limit.name().value() + "-" + measure.wireName() + (index == 1 ? "" : "-" + index);
                Key key = new Key(name, quota, limit.per().key(principal));
                Bucket bucket = buckets.get(key, missing -> newBucket(quota));
                taken.add(new Taken(key, bucket, amount, bucket.tryConsumeAndReturnRemaining(amount)));
            }
        }
        List<Taken> exceeded =
                taken.stream().filter(one -> !one.probe().isConsumed()).toList();
        if (exceeded.isEmpty()) {
            return new RateLimitResult.Granted(taken.stream().map(Taken::state).toList());
        }
        return new RateLimitResult.Exceeded(
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
        long seconds = exceeded.stream().mapToLong(Taken::secondsToWait).max().orElse(0);
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private static long ceilSeconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    private record Key(String name, Quota quota, List<ScalarValue> counted) {}

    private record Taken(Key key, Bucket bucket, int amount, ConsumptionProbe probe) {

        QuotaStatus state() {
            return state(probe.getRemainingTokens(), probe.getNanosToWaitForReset());
        }

        /** Undoes the taking, if anything was taken. */
        QuotaStatus giveBack() {
            if (!probe.isConsumed()) {
                return state();
            }
            bucket.addTokens(amount);
            long nanosOfOne = key.quota().window().toNanos() / key.quota().quota();
            return state(
                    probe.getRemainingTokens() + amount,
                    Math.max(0, probe.getNanosToWaitForReset() - nanosOfOne * amount));
        }

        /** More than the bucket holds is never there, however long one waits. */
        long secondsToWait() {
            return amount > key.quota().burst()
                    ? key.quota().window().toSeconds()
                    : ceilSeconds(probe.getNanosToWaitForRefill());
        }

        private QuotaStatus state(long remaining, long nanosToReset) {
            Quota quota = key.quota();
            return new QuotaStatus(
                    key.name(), quota.quota(), quota.window().toSeconds(), remaining, ceilSeconds(nanosToReset));
        }
    }
}
