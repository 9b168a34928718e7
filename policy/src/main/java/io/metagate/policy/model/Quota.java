package io.metagate.policy.model;

import java.time.Duration;

/**
 * A token bucket.
 *
 * @param quota how many in a window, on the average
 * @param window 1 second to 31 days
 * @param burst how many at once, at most the quota
 */
public record Quota(long quota, Duration window, long burst) {

    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    public Quota {
        if (quota < 1 || quota > 1_000_000_000) {
            throw new IllegalArgumentException("a quota is 1 to 1000000000");
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a window is 1 second to 31 days");
        }
        if (burst < 1 || burst > quota) {
            throw new IllegalArgumentException("a burst is 1 to the quota");
        }
    }
}
