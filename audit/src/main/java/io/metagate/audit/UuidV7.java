package io.metagate.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7) that grow: 48 bits of milliseconds, a counter of 12 bits that starts
 * below its half (section 6.2 method 1), 62 random bits. A clock that steps back a little is waited for; one that steps
 * back a lot is followed.
 */
public final class UuidV7 {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_START = (1L << (COUNTER_BITS - 1)) - 1;
    private static final long COUNTER_MOST = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 1L << 63;
    private static final long RANDOM = (1L << 62) - 1;
    private static final long MILLIS_MOST = (1L << 48) - 1;
    private static final long STEP_BACK_MOST = Duration.ofSeconds(10).toMillis();

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis;
    private long counter;

    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next UUID, greater than the one before unless the clock stepped back more than ten seconds. */
    public synchronized UUID next() {
        long now = clock.millis();
        boolean follow = now > millis || millis - now > STEP_BACK_MOST;
        if (follow) {
            restart(now);
        } else if (++counter > COUNTER_MOST) {
            restart(millis + 1);
        }
        long high = (millis << 16) | VERSION | counter;
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM));
    }

    /** The time inside a UUID of version 7, in milliseconds. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /**
     * The lowest UUID of that millisecond: no UUID of that time or later is below it.
     *
     * @throws IllegalArgumentException if the time is before 1970 or has more than 48 bits of milliseconds
     */
    public static UUID lowest(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.ofEpochMilli(MILLIS_MOST))) {
            throw new IllegalArgumentException("a UUIDv7 cannot hold that time: " + time);
        }
        return new UUID((time.toEpochMilli() << 16) | VERSION, VARIANT);
    }

    private void restart(long at) {
        millis = bounded(at);
        counter = random.nextLong() & COUNTER_START;
    }

    private static long bounded(long millis) {
        if (millis < 0 || millis > MILLIS_MOST) {
            throw new IllegalArgumentException("a UUIDv7 cannot hold that time: " + millis);
        }
        return millis;
    }
}
