package io.metagate.gateway.http;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.RequestMetadataReader;
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

    Response refuse(String action, ProblemCode code) {
        return enforcement.refuse(calls.of(action), code);
    }

    Response unaccepted(AuthenticationFailedException e) {
        return enforcement.refuse(calls.of("authenticate"), e);
    }

    /** Refuses a principal that is known and counts like any other. */
    Response deny(String action) {
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
            return current().refuse("authenticate", ProblemCode.AUTHENTICATION_REQUIRED);
        }
    }

    /** A role that the principal does not have. */
    @Provider
    @Priority(1)
    public static final class RoleMissing implements ExceptionMapper<ForbiddenException> {
        @Override
        public Response toResponse(ForbiddenException e) {
            return current().deny("authorize");
        }
    }

    /** What the framework refuses by itself. */
    @Provider
    @Priority(1)
    public static final class Unroutable implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException e) {
            return current()
                    .refuse("route", ProblemCode.ofStatus(e.getResponse().getStatus()));
        }
    }

    /** Anything else. */
    @Provider
    @Priority(1)
    public static final class Unexpected implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable e) {
            LOG.errorv("unexpected {0} at {1}", e.getClass().getName(), SanitizedStackTrace.of(e));
            return current().refuse("route", ProblemCode.INTERNAL_ERROR);
        }
    }
}
