package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.request.Principal;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether an export may go on: each chunk takes a request from the quotas, so that an export is not faster than paging.
 */
final class ExportThrottle {

    private final RequestLimiter limiter;
    private final InstantSource clock;

    ExportThrottle(RequestLimiter limiter, InstantSource clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    /** Takes one more request; why there is no further chunk, if there may be none. */
    Optional<AccessResponse> refusal(AuthenticatedRequest part) {
        Principal principal = part.principal();
        if (!clock.instant().isBefore(PrincipalResolver.expiry(principal))) {
            return Optional.of(AccessResponse.refused(ProblemCode.AUTHENTICATION_FAILED));
        }
        RateLimitResult result = limiter.tryConsume(principal, part.policies().limitsFor(principal));
        part.learn(known -> known.withLimits(result.states()));
        return result.exceeded().map(AccessResponse::limited);
    }
}
