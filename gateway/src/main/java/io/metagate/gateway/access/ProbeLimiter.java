package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.model.limit.LimitMetric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Limits how many values may be looked up in fields that are not read in clear: enough look-ups would tell the field.
 */
@ApplicationScoped
public class ProbeLimiter {

    private final RequestLimiter limiter;

    public ProbeLimiter(RequestLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Charges the look-ups of a permitted query before the store is asked; the answer instead, if there are too many.
     */
    public Optional<AccessResponse> refusal(Decision.Permit permit, AuthenticatedRequest admitted) {
        if (permit.probes() == 0) {
            return Optional.empty();
        }
        RateLimitResult result = limiter.tryConsume(
                admitted.principal(),
                admitted.policies().limitsFor(admitted.principal()),
                LimitMetric.PROBES,
                permit.probes());
        admitted.learn(facts -> facts.withLimits(result.states()));
        return result.exceeded().map(AccessResponse::limited);
    }
}
