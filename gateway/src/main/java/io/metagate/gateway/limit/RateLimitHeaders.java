package io.metagate.gateway.limit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The header fields {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-11),
 * structured fields (RFC 9651).
 */
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    /** The value of {@code RateLimit-Policy}: what the quotas are. */
    public static String policy(List<QuotaStatus> states) {
        return states.stream()
                .map(state -> "\"" + state.name() + "\";q=" + state.quota() + ";w=" + state.windowSeconds())
                .collect(Collectors.joining(", "));
    }

    /** The value of {@code RateLimit}: what is left of them. */
    public static String remaining(List<QuotaStatus> states) {
        return states.stream()
                .map(state -> "\"" + state.name() + "\";r=" + state.remaining() + ";t=" + state.resetSeconds())
                .collect(Collectors.joining(", "));
    }
}
