package io.metagate.gateway.limit;

/** Limiters for tests of who asks them. */
public final class RateLimiters {

    private RateLimiters() {}

    /** A limiter in whose time nothing refills. */
    public static RequestLimiter stopped() {
        HandClock clock = new HandClock();
        return new RequestLimiter(clock, clock);
    }
}
