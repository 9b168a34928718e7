package io.metagate.gateway.http;

import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.connection.ConnectionLease;
import io.metagate.gateway.connection.pipelining.ClientConnection;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.message.RequestHeadValidator;
import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers raw exchanges with problems, which are recorded first (P3). */
@ApplicationScoped
class ProblemWriter {

    static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final EnforcementPoint enforcement;
    private final AdmissionControl control;

    ProblemWriter(EnforcementPoint enforcement, AdmissionControl control) {
        this.enforcement = enforcement;
        this.control = control;
    }

    /**
     * Refuses a request. Whoever calls on a worker thread is held until the answer is written: else the framework would
     * write one of its own.
     */
    void refuse(RoutingContext exchange, ProblemCode code) {
        if (Context.isOnEventLoopThread()) {
            refuse(exchange, AdmissionKey.INVALID, () -> refusal(exchange, code));
        } else {
            write(exchange, Future.succeededFuture(refusal(exchange, code)));
        }
    }

    /**
     * Records a refusal on a worker, and writes it. To be called on the request's event loop.
     *
     * @param share of whose workers one is taken; of another if nobody waits for the answer any more
     * @param refusal makes the answer once its record is durable
     */
    void refuse(RoutingContext exchange, AdmissionKey share, Supplier<Response> refusal) {
        // That of the request: whoever gives the turn may be on another one's.
        Context context = exchange.vertx().getOrCreateContext();
        Runnable lease = ConnectionLease.hold(exchange.request());
        AdmissionKey key = exchange.response().closed() ? AdmissionKey.ABANDONED : share;
        control.enter(
                key,
                slot -> write(
                        exchange,
                        context.executeBlocking(refusal::get, false)
                                .onComplete(done -> slot.close())
                                .onComplete(done -> lease.run())));
    }

    private static void write(RoutingContext exchange, Future<Response> refusal) {
        refusal.compose(recorded -> write(exchange.response(), recorded))
                .onFailure(e -> exchange.request().connection().close());
    }

    /** Refuses a request, and whatever else comes over its connection: it may be the rest of this one. */
    void refuseAndClose(RoutingContext exchange, ProblemCode code) {
        answerLast(exchange);
        refuse(exchange, code);
    }

    /** Closes the connection behind the answer to that request, whoever writes it. */
    static void answerLast(RoutingContext exchange) {
        ClientConnection.beginToClose(exchange.request());
        exchange.addHeadersEndHandler(none -> exchange.response().putHeader("Connection", "close"));
        exchange.addBodyEndHandler(none -> ClientConnection.close(exchange.request()));
    }

    private Response refusal(RoutingContext exchange, ProblemCode code) {
        HttpServerRequest request = exchange.request();
        AccessAction action =
                code == ProblemCode.AUTHENTICATION_FAILED ? AccessAction.AUTHENTICATE : AccessAction.ROUTE;
        Response refusal = enforcement.refuse(RequestMetadata.of(NOBODY, action, request.headers()::getAll), code);
        return refusal.getStatus() == ProblemCode.METHOD_NOT_ALLOWED.status()
                ? Response.fromResponse(refusal)
                        .header(HttpHeaders.ALLOW, String.join(", ", RequestHeadValidator.methods(request)))
                        .build()
                : refusal;
    }

    /** Its body is small enough not to wait for the client. */
    private static Future<Void> write(HttpServerResponse response, Response refusal) {
        response.setStatusCode(refusal.getStatus());
        refusal.getStringHeaders().forEach(response::putHeader);
        return response.end(Buffer.buffer(EnforcementPoint.body(refusal)));
    }
}
