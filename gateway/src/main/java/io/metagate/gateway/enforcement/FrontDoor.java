package io.metagate.gateway.enforcement;

import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before all that the framework would answer by itself, without the audit log: methods that no endpoint has, and paths that cannot be decoded.
 */
@ApplicationScoped
class FrontDoor {

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    private final EnforcementPoint enforcement;

    FrontDoor(EnforcementPoint enforcement) {
        this.enforcement = enforcement;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    private void enter(RoutingContext exchange) {
        Optional<ProblemCode> problem = problem(exchange);
        if (problem.isEmpty()) {
            exchange.next();
        } else {
            refuse(exchange, problem.get());
        }
    }

    private static Optional<ProblemCode> problem(RoutingContext exchange) {
        if (!METHODS.contains(exchange.request().method())) {
            return Optional.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
        String path = exchange.request().path();
        return path != null && RequestPath.isReadable(path)
                ? Optional.empty()
                : Optional.of(ProblemCode.PATH_NOT_FOUND);
    }

    private void refuse(RoutingContext exchange, ProblemCode code) {
        Call call = Call.of(NOBODY, "route", exchange.request().headers()::getAll);
        exchange.vertx()
                .executeBlocking(() -> enforcement.refuse(call, code), false)
                .onSuccess(refusal -> write(exchange.response(), refusal))
                .onFailure(e -> exchange.response()
                        .setStatusCode(ProblemCode.INTERNAL_ERROR.status())
                        .end());
    }

    private static void write(HttpServerResponse response, Response refusal) {
        response.setStatusCode(refusal.getStatus());
        refusal.getStringHeaders().forEach(response::putHeader);
        response.end(Buffer.buffer((byte[]) refusal.getEntity()));
    }
}
