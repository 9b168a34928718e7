package io.metagate.gateway.enforcement;

import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.enforcement.stream.ReleasedBody;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.identity.RefusedLogin;
import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.limit.RequestLimiter;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.problem.SanitizedStackTrace;
import io.metagate.gateway.store.QueryTooSlow;
import io.metagate.gateway.store.StoreRejection;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.query.UnsortableRecords;
import io.metagate.oidc.TokenRefusal;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.Principal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The policy enforcement point: the one way in and the one way out. INVARIANT: whatever happens, the answer leaves
 * after the audit log holds it, or nothing leaves (P3, P6).
 */
@ApplicationScoped
public class EnforcementPoint {

    private static final Logger LOG = Logger.getLogger(EnforcementPoint.class);

    private final PrincipalResolver principals;
    private final DecisionPoint decisions;
    private final RequestLimiter limiter;
    private final AccessAuditor ledger;

    public EnforcementPoint(
            PrincipalResolver principals, DecisionPoint decisions, RequestLimiter limiter, AccessAuditor ledger) {
        this.principals = principals;
        this.decisions = decisions;
        this.limiter = limiter;
        this.ledger = ledger;
    }

    /** Whose share of this replica a request with that identity takes. */
    public AdmissionKey requester(SecurityIdentity identity) {
        return identity.isAnonymous() ? AdmissionKey.NOBODY : AdmissionKey.of(principals.resolve(identity));
    }

    /** Answers a request that an endpoint takes. */
    public Response handle(RequestMetadata call, RequestHandler work) {
        return release(ledger.begin(call), trail -> attempt(trail, known -> answer(known, work)));
    }

    /** Answers a request that no endpoint takes, or not in that form. */
    public Response refuse(RequestMetadata call, ProblemCode code) {
        AccessTrace trail = ledger.begin(call);
        if (code == ProblemCode.AUTHENTICATION_REQUIRED) {
            trail.unaccepted(TokenRefusal.NO_TOKEN);
        } else if (code == ProblemCode.AUTHENTICATION_FAILED) {
            trail.unaccepted(TokenRefusal.MALFORMED);
        }
        return refuse(trail, code);
    }

    /**
     * Answers a request whose token was not accepted. INVARIANT: why is told to the audit log and to operators, and to
     * nobody who asks.
     */
    public Response refuse(RequestMetadata call, AuthenticationFailedException e) {
        AccessTrace trail = ledger.begin(call);
        trail.unaccepted(RefusedLogin.reason(e));
        return refuse(trail, ProblemCode.AUTHENTICATION_FAILED);
    }

    /** The body of a refusal, for who writes it without the framework. It is small: it lists nothing. */
    public static byte[] body(Response refusal) {
        return ((ReleasedBody) refusal.getEntity()).bytes();
    }

    private Response refuse(AccessTrace begun, ProblemCode code) {
        return release(
                begun,
                trail -> attempt(trail, known -> {
                    under(known);
                    return AccessResponse.refused(code);
                }));
    }

    private Response release(AccessTrace trail, Function<AccessTrace, AccessResponse> answering) {
        try {
            ledger.ensureAccepting();
            AccessResponse answer = answering.apply(trail);
            AuditReceipt receipt = ledger.access(trail, answer);
            return ResponseWriter.answer(answer, receipt, trail);
        } catch (AuditUnavailable e) {
            ledger.unrecorded(trail, e);
            return ResponseWriter.unrecorded(trail);
        }
    }

    /** What the answering comes to, which is an answer whatever goes wrong. */
    public static AccessResponse attempt(AccessTrace trail, Function<AccessTrace, AccessResponse> answering) {
        try {
            return answering.apply(trail);
        } catch (StoreUnavailable e) {
            if (!(e instanceof StoreRejection)) {
                LOG.warnv("audit {0}: {1}", trail.auditId(), e.getMessage());
            }
            return AccessResponse.failed(e);
        } catch (QueryTooSlow e) {
            return AccessResponse.refused(ProblemCode.QUERY_TOO_SLOW);
        } catch (UnsortableRecords e) {
            return AccessResponse.refused(ProblemCode.SORT_NOT_SCALAR);
        } catch (RuntimeException | Error e) {
            // The exception's own text may hold what must not be logged (P7).
            LOG.errorv(
                    "audit {0} failed: {1} at {2}",
                    trail.auditId(), e.getClass().getName(), SanitizedStackTrace.of(e));
            return AccessResponse.refused(ProblemCode.INTERNAL_ERROR);
        }
    }

    /** Takes the policies that are in force now for the rest of the request (P9). */
    private PolicySet under(AccessTrace trail) {
        PolicySet policies = decisions.current();
        Optional<String> purpose = trail.call().purpose();
        trail.under(
                policies.revision(),
                purpose.flatMap(policies.catalogue()::purpose).isPresent());
        return policies;
    }

    private AccessResponse answer(AccessTrace trail, RequestHandler work) {
        Principal principal = principals.resolve(trail.call().identity());
        trail.identified(principal);
        PolicySet policies = under(trail);
        if (decisions.overdue()) {
            return AccessResponse.refused(ProblemCode.POLICY_UNAVAILABLE);
        }
        RateLimitResult grant = limiter.take(principal, policies.limitsFor(principal));
        trail.limited(grant.states());
        if (grant instanceof RateLimitResult.Exceeded exceeded) {
            return AccessResponse.limited(exceeded);
        }
        Optional<InvalidPart> header = trail.call().invalidHeader();
        if (header.isPresent()) {
            return AccessResponse.invalid(ProblemCode.REQUEST_INVALID_VALUE, header.get());
        }
        return work.answer(new AuthenticatedRequest(principal, policies, trail));
    }
}
