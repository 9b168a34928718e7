package io.metagate.gateway.enforcement;

import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Stands before all that the framework would answer by itself, without the audit log. See {@link RequestHead}.
 */
@ApplicationScoped
class FrontDoor {

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final EnforcementPoint enforcement;

    FrontDoor(EnforcementPoint enforcement) {
        this.enforcement = enforcement;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    private void enter(RoutingContext exchange) {
        Optional<ProblemCode> problem = RequestHead.problem(exchange.request());
        if (problem.isEmpty()) {
            exchange.next();
        } else {
            refuse(exchange, problem.get());
        }
    }

    private void refuse(RoutingContext exchange, ProblemCode code) {
        Call call = call(exchange, code);
        exchange.vertx()
                .executeBlocking(() -> enforcement.refuse(call, code), false)
                .onSuccess(refusal -> write(exchange.response(), refusal))
                .onFailure(e -> exchange.response()
                        .setStatusCode(ProblemCode.INTERNAL_ERROR.status())
                        .end());
    }

    private static Call call(RoutingContext exchange, ProblemCode code) {
        String action = code == ProblemCode.AUTHENTICATION_FAILED ? "authenticate" : "route";
        return Call.of(NOBODY, action, exchange.request().headers()::getAll);
    }

    private static void write(HttpServerResponse response, Response refusal) {
        response.setStatusCode(refusal.getStatus());
        refusal.getStringHeaders().forEach(response::putHeader);
        response.end(Buffer.buffer((byte[]) refusal.getEntity()));
    }
}
