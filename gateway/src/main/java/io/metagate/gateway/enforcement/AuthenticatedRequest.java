package io.metagate.gateway.enforcement;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Principal;
import java.time.Instant;

/**
 * A request whose principal is known and may ask once more.
 *
 * @param principal who asks, verified
 * @param policies the policies to decide under, the same to the end of the request (P9)
 * @param trail what the audit record is to say; the work notes on it what it does
 */
public record AuthenticatedRequest(Principal principal, PolicySet policies, AccessTrace trail) {

    /** The stated purpose; empty if none is. */
    public String purpose() {
        return trail.call().purpose().orElse("");
    }

    /**
     * When it is asked: the time of the audit record to be, so that the record tells under which conditions was
     * decided.
     */
    public Instant at() {
        return trail.begun();
    }
}
