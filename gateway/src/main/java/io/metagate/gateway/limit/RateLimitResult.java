package io.metagate.gateway.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The answer to "may it ask once more?". */
public sealed interface RateLimitResult {

    /** Where the principal stands with each of its quotas. */
    List<QuotaStatus> states();

    /** Why it may not; empty if it may. */
    Optional<Exceeded> exceeded();

    /** It may; what was asked for has been taken from each quota. */
    record Granted(List<QuotaStatus> states) implements RateLimitResult {
        public Granted {
            states = List.copyOf(states);
        }

        @Override
        public Optional<Exceeded> exceeded() {
            return Optional.empty();
        }
    }

    /**
     * It may not; nothing has been taken.
     *
     * @param violated the names of the quotas that are used up
     * @param retryAfter how long until they are not
     */
    record Exceeded(List<QuotaStatus> states, List<String> violated, Duration retryAfter) implements RateLimitResult {
        public Exceeded {
            states = List.copyOf(states);
            violated = List.copyOf(violated);
        }

        @Override
        public Optional<Exceeded> exceeded() {
            return Optional.of(this);
        }
    }
}
