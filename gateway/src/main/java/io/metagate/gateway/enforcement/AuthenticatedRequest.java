package io.metagate.gateway.enforcement;

import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A request whose principal is known and may ask once more. Keeps what its endpoint finds out, so that the audit record
 * says as much as was known where the access ended, however it ended. Belongs to one thread.
 */
public final class AuthenticatedRequest {

    private final RequestContext context;
    private final Principal principal;
    private final PolicySet policies;
    private AccessFacts facts;

    private AuthenticatedRequest(RequestContext context, AccessFacts facts) {
        this.context = context;
        this.principal = context.principal().orElseThrow(() -> new IllegalStateException("nobody knows who asks"));
        this.policies = context.policies().orElseThrow(() -> new IllegalStateException("no policies are settled on"));
        this.facts = facts;
    }

    /** One of which nothing is found out yet. */
    AuthenticatedRequest(RequestContext context) {
        this(context, new AccessFacts(context.id()));
    }

    /** What comes next in an access that goes on: the same request, decided in the same way, in another record. */
    public AuthenticatedRequest continued(UUID id) {
        return new AuthenticatedRequest(context.withLimits(List.of()), facts.continued(id));
    }

    /** What was known before its endpoint began to work. */
    public RequestContext context() {
        return context;
    }

    /** Who asks, verified. */
    public Principal principal() {
        return principal;
    }

    /** The policies to decide under, the same to the end of the request (P9). */
    public PolicySet policies() {
        return policies;
    }

    /** The stated purpose; empty if none is. */
    public String purpose() {
        return context.metadata().purpose().orElse("");
    }

    /**
     * When it is asked: the time of the audit record to be, so that the record tells under which conditions was
     * decided.
     */
    public Instant at() {
        return context.begun();
    }

    /** The id of the audit record to be. */
    public UUID auditId() {
        return facts.auditId();
    }

    /** What is found out so far. */
    public AccessFacts facts() {
        return facts;
    }

    /** Notes what is found out. */
    public void learn(UnaryOperator<AccessFacts> more) {
        facts = more.apply(facts);
    }

    /** How it ends with that answer. */
    public AccessOutcome ended(AccessResponse response) {
        return new AccessOutcome(context, facts, response);
    }
}
