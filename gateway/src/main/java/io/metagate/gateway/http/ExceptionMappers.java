package io.metagate.gateway.http;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadataReader;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.problem.SanitizedStackTrace;
import io.quarkus.arc.Unremovable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/**
 * Answers the requests that reach no endpoint: failed log-ins, paths and methods that do not exist, and whatever else
 * the framework refuses.
 */
@ApplicationScoped
@Unremovable
public class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    private final EnforcementPoint enforcement;
    private final RequestMetadataReader calls;

    ExceptionMappers(EnforcementPoint enforcement, RequestMetadataReader calls) {
        this.enforcement = enforcement;
        this.calls = calls;
    }

    /** The framework makes mappers itself, before there are beans, and without arguments. */
    private static ExceptionMappers current() {
        return CDI.current().select(ExceptionMappers.class).get();
    }

    Response refuse(AccessAction action, ProblemCode code) {
        return enforcement.refuse(calls.of(action), code);
    }

    Response unaccepted(AuthenticationFailedException e) {
        return enforcement.refuse(calls.of(AccessAction.AUTHENTICATE), e);
    }

    /** Refuses a principal that is known and counts like any other. */
    Response deny(AccessAction action) {
        return enforcement.handle(calls.of(action), request -> AccessResponse.refused(ProblemCode.ROLE_MISSING));
    }

    /** A token that was not accepted. */
    @Provider
    @Priority(1)
    public static final class AuthenticationFailed implements ExceptionMapper<AuthenticationFailedException> {
        @Override
        public Response toResponse(AuthenticationFailedException e) {
            return current().unaccepted(e);
        }
    }

    /** No token. */
    @Provider
    @Priority(1)
    public static final class AuthenticationRequired implements ExceptionMapper<UnauthorizedException> {
        @Override
        public Response toResponse(UnauthorizedException e) {
            return current().refuse(AccessAction.AUTHENTICATE, ProblemCode.AUTHENTICATION_REQUIRED);
        }
    }

    /** A role that the principal does not have. */
    @Provider
    @Priority(1)
    public static final class RoleMissing implements ExceptionMapper<ForbiddenException> {
        @Override
        public Response toResponse(ForbiddenException e) {
            return current().deny(AccessAction.AUTHORIZE);
        }
    }

    /** What the framework refuses by itself. */
    @Provider
    @Priority(1)
    public static final class Unroutable implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException e) {
            return current()
                    .refuse(
                            AccessAction.ROUTE,
                            ProblemCode.ofStatus(e.getResponse().getStatus()));
        }
    }

    /** Anything else. */
    @Provider
    @Priority(1)
    public static final class Unexpected implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable e) {
            LOG.errorv("unexpected {0} at {1}", e.getClass().getName(), SanitizedStackTrace.of(e));
            return current().refuse(AccessAction.ROUTE, ProblemCode.INTERNAL_ERROR);
        }
    }
}
