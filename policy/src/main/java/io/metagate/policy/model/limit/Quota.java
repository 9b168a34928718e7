package io.metagate.policy.model.limit;

import java.time.Duration;

/**
 * A token bucket.
 *
 * @param quota how many in a window, on the average
 * @param window 1 second to 31 days
 * @param burst how many at once, at most the quota
 */
public record Quota(long quota, Duration window, long burst) {

    /** So many bytes are a tebibyte. */
    private static final long MOST = 1L << 40;

    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    public Quota {
        if (quota < 1 || quota > MOST) {
            throw new IllegalArgumentException("a quota is 1 to " + MOST);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a window is 1 second to 31 days");
        }
        if (burst < 1 || burst > quota) {
            throw new IllegalArgumentException("a burst is 1 to the quota");
        }
        if (quota > window.toNanos()) {
            throw new IllegalArgumentException("a quota is at most 1000000000 for each second of its window");
        }
    }
}
