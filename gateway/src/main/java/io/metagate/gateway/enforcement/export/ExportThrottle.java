package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AccessTrace;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.gateway.problem.ProblemCode;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether an export may go on: each chunk takes a request from the quotas, so that an export is not faster than paging.
 */
final class ExportThrottle {

    private final AuthenticatedRequest admitted;
    private final RequestLimiter limiter;
    private final InstantSource clock;

    ExportThrottle(AuthenticatedRequest admitted, RequestLimiter limiter, InstantSource clock) {
        this.admitted = admitted;
        this.limiter = limiter;
        this.clock = clock;
    }

    /** Takes one more request; why there is no further chunk, if there may be none. */
    Optional<AccessResponse> refusal(AccessTrace trail) {
        if (!clock.instant().isBefore(PrincipalResolver.expiry(admitted.principal()))) {
            return Optional.of(AccessResponse.refused(ProblemCode.AUTHENTICATION_FAILED));
        }
        RateLimitResult grant =
                limiter.take(admitted.principal(), admitted.policies().limitsFor(admitted.principal()));
        trail.limited(grant.states());
        return grant instanceof RateLimitResult.Exceeded exceeded
                ? Optional.of(AccessResponse.limited(exceeded))
                : Optional.empty();
    }
}
