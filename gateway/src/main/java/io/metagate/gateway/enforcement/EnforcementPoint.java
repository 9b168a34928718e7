package io.metagate.gateway.enforcement;

import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.enforcement.stream.ReleasedBody;
import io.metagate.gateway.failure.ScopeGuard;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.identity.RefusedLogin;
import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.limit.RequestLimiter;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final AccessAuditor auditor;

    public EnforcementPoint(
            PrincipalResolver principals, DecisionPoint decisions, RequestLimiter limiter, AccessAuditor auditor) {
        this.principals = principals;
        this.decisions = decisions;
        this.limiter = limiter;
        this.auditor = auditor;
    }

    /** Whose share of this replica a request with that identity takes. */
    public AdmissionKey requester(SecurityIdentity identity) {
        return identity.isAnonymous() ? AdmissionKey.NOBODY : AdmissionKey.of(principals.resolve(identity));
    }

    /** Answers a request that an endpoint takes. */
    public Response handle(RequestMetadata metadata, RequestHandler work) {
        return release(auditor.begin(metadata), context -> admit(context, work));
    }

    /** Answers a request that no endpoint takes, or not in that form. */
    public Response refuse(RequestMetadata metadata, ProblemCode code) {
        RequestContext context = auditor.begin(metadata);
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> refuse(context.unaccepted(TokenRefusal.NO_TOKEN), code);
            case AUTHENTICATION_FAILED -> refuse(context.unaccepted(TokenRefusal.MALFORMED), code);
            default -> refuse(context, code);
        };
    }

    /**
     * Answers a request whose token was not accepted. INVARIANT: why is told to the audit log and to operators, and to
     * nobody who asks.
     */
    public Response refuse(RequestMetadata metadata, AuthenticationFailedException e) {
        return refuse(auditor.begin(metadata).unaccepted(RefusedLogin.reason(e)), ProblemCode.AUTHENTICATION_FAILED);
    }

    /** The body of a refusal, for who writes it without the framework. It is small: it lists nothing. */
    public static byte[] body(Response refusal) {
        return ((ReleasedBody) refusal.getEntity()).bytes();
    }

    private Response refuse(RequestContext begun, ProblemCode code) {
        return release(begun, context -> underPolicies(context, code));
    }

    private Response release(RequestContext begun, Function<RequestContext, AccessOutcome> answering) {
        AccessOutcome outcome = AccessOutcome.early(begun, AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE));
        try {
            auditor.ensureAccepting();
            outcome = answering.apply(begun);
            return recorded(outcome);
        } catch (AuditUnavailable e) {
            auditor.unrecorded(outcome, e);
            return ResponseWriter.unrecorded(outcome);
        }
    }

    private Response recorded(AccessOutcome outcome) throws AuditUnavailable {
        try (ScopeGuard notAnswered = ScopeGuard.unlessDismissed(outcome.response()::abandon)) {
            Response answer = ResponseWriter.answer(outcome, auditor.access(outcome));
            notAnswered.dismiss();
            return answer;
        }
    }

    /** Refuses a request, and says under which policies (P9). */
    private AccessOutcome underPolicies(RequestContext begun, ProblemCode code) {
        RequestContext context = begun;
        try {
            context = context.under(decisions.current());
            return AccessOutcome.early(context, AccessResponse.refused(code));
        } catch (RuntimeException | Error e) {
            return AccessOutcome.early(context, unexpected(context.id(), e));
        }
    }

    /** Lets the endpoint answer a request whose principal is known and may ask once more. */
    private AccessOutcome admit(RequestContext begun, RequestHandler work) {
        RequestContext context = begun;
        try {
            Principal principal = principals.resolve(context.metadata().identity());
            context = context.identified(principal);
            PolicySet policies = decisions.current();
            context = context.under(policies);
            if (decisions.overdue()) {
                return AccessOutcome.early(context, AccessResponse.refused(ProblemCode.POLICY_UNAVAILABLE));
            }
            RateLimitResult result = limiter.tryConsume(principal, policies.limitsFor(principal));
            context = context.withLimits(result.states());
            return answer(new AuthenticatedRequest(context), result, work);
        } catch (RuntimeException | Error e) {
            return AccessOutcome.early(context, unexpected(context.id(), e));
        }
    }

    private static AccessOutcome answer(AuthenticatedRequest request, RateLimitResult result, RequestHandler work) {
        return request.ended(attempt(request, () -> result.exceeded()
                .map(AccessResponse::limited)
                .or(() -> request.context()
                        .metadata()
                        .invalidHeader()
                        .map(header -> AccessResponse.invalid(ProblemCode.REQUEST_INVALID_VALUE, header)))
                .orElseGet(() -> work.answer(request))));
    }

    /** What the answering comes to, which is an answer whatever goes wrong. */
    public static AccessResponse attempt(AuthenticatedRequest request, Supplier<AccessResponse> answering) {
        try {
            return answering.get();
        } catch (StoreUnavailable e) {
            if (!(e instanceof StoreRejection)) {
                LOG.warnv("audit {0}: {1}", request.auditId(), e.getMessage());
            }
            return AccessResponse.failed(e);
        } catch (QueryTooSlow e) {
            return AccessResponse.refused(ProblemCode.QUERY_TOO_SLOW);
        } catch (UnsortableRecords e) {
            return AccessResponse.refused(ProblemCode.SORT_NOT_SCALAR);
        } catch (RuntimeException | Error e) {
            return unexpected(request.auditId(), e);
        }
    }

    private static AccessResponse unexpected(UUID auditId, Throwable e) {
        // The exception's own text may hold what must not be logged (P7).
        LOG.errorv("audit {0} failed: {1} at {2}", auditId, e.getClass().getName(), SanitizedStackTrace.of(e));
        return AccessResponse.refused(ProblemCode.INTERNAL_ERROR);
    }
}
