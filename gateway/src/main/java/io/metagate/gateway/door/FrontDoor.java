package io.metagate.gateway.door;

import io.metagate.gateway.enforcement.Call;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.message.Expectation;
import io.metagate.gateway.message.KnownFields;
import io.metagate.gateway.message.RequestHead;
import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Stands before all that the framework would answer by itself, without the audit log. See {@link RequestHead} and {@link Arrival}.
 */
@ApplicationScoped
class FrontDoor {

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private static final String ENTERED = "metagate.entered";

    private final EnforcementPoint enforcement;
    private final DoorConfig config;

    FrontDoor(EnforcementPoint enforcement, DoorConfig config) {
        this.enforcement = enforcement;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter).failureHandler(this::fail);
    }

    private void enter(RoutingContext exchange) {
        exchange.put(ENTERED, true);
        HttpServerRequest request = exchange.request();
        ConnectionGuard.headArrived(request);
        Optional<ProblemCode> problem = RequestHead.problem(request);
        Optional<ProblemCode> beforeBody =
                Expectation.holdsBodyBack(request) ? problem.or(() -> Arrival.problem(request)) : Optional.empty();
        if (beforeBody.isPresent()) {
            refuseAndLinger(exchange, beforeBody.get());
            return;
        }
        if (problem.isEmpty()) {
            Expectation.meet(request);
            KnownFields.keepIn(request.headers());
        }
        // The body first, whatever the head is: else the rest of a body would pass for the head of the next request.
        Arrival.await(
                request,
                late -> deadline(exchange, late),
                (body, trouble) -> arrived(exchange, body, problem, trouble));
    }

    private Runnable deadline(RoutingContext exchange, Runnable late) {
        long timer = exchange.vertx().setTimer(config.arrivalTimeout().toMillis(), fired -> late.run());
        return () -> exchange.vertx().cancelTimer(timer);
    }

    private void arrived(
            RoutingContext exchange, Buffer body, Optional<ProblemCode> ofHead, Optional<ProblemCode> trouble) {
        Optional<ProblemCode> problem = ofHead.or(() -> trouble);
        if (trouble.isPresent()) {
            refuseAndHangUp(exchange, problem.get());
            return;
        }
        ConnectionGuard.headExpected(exchange.request());
        if (problem.isPresent()) {
            refuse(exchange, problem.get());
        } else {
            ((RoutingContextInternal) exchange).setBody(body);
            exchange.next();
        }
    }

    /** What the router itself refuses before it asks any route, such as a request without a host. */
    private void fail(RoutingContext exchange) {
        if (exchange.data().containsKey(ENTERED)) {
            exchange.next();
        } else {
            refuseAndHangUp(exchange, RequestHead.problem(exchange.request()).orElse(ProblemCode.REQUEST_UNSUPPORTED));
        }
    }

    /** Whatever else comes over this connection may be the rest of the body. */
    private void refuseAndHangUp(RoutingContext exchange, ProblemCode code) {
        exchange.response().putHeader("Connection", "close");
        refuse(exchange, code)
                .onComplete(written -> exchange.request().connection().close());
    }

    /** The client may send its body all the same, and reads the answer only if it can get rid of it. */
    private void refuseAndLinger(RoutingContext exchange, ProblemCode code) {
        HttpServerRequest request = exchange.request();
        exchange.response().putHeader("Connection", "close");
        refuse(exchange, code)
                .onSuccess(written ->
                        Arrival.await(request, late -> deadline(exchange, late), (body, trouble) -> request.connection()
                                .close()));
    }

    private Future<Void> refuse(RoutingContext exchange, ProblemCode code) {
        Call call = call(exchange, code);
        return exchange.vertx()
                .executeBlocking(() -> allowing(enforcement.refuse(call, code), exchange.request()), false)
                .compose(refusal -> write(exchange.response(), refusal))
                .onFailure(e -> exchange.request().connection().close());
    }

    /** The same answer, with the methods of the path if it is that there is not this one (RFC 9110 section 15.5.6). */
    private static Response allowing(Response answer, HttpServerRequest request) {
        return answer.getStatus() == ProblemCode.METHOD_NOT_ALLOWED.status()
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, String.join(", ", RequestHead.methods(request)))
                        .build()
                : answer;
    }

    private static Call call(RoutingContext exchange, ProblemCode code) {
        String action = code == ProblemCode.AUTHENTICATION_FAILED ? "authenticate" : "route";
        return Call.of(NOBODY, action, exchange.request().headers()::getAll);
    }

    private static Future<Void> write(HttpServerResponse response, Response refusal) {
        response.setStatusCode(refusal.getStatus());
        refusal.getStringHeaders().forEach(response::putHeader);
        return response.end(Buffer.buffer((byte[]) refusal.getEntity()));
    }
}
