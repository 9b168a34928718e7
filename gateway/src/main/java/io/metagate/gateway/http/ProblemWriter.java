package io.metagate.gateway.http;

import io.metagate.gateway.connection.ConnectionLease;
import io.metagate.gateway.connection.ClientConnection;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.RequestMetadata;
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

/** Answers raw exchanges with problems, which are recorded first (P3). */
@ApplicationScoped
class ProblemWriter {

    static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final EnforcementPoint enforcement;

    ProblemWriter(EnforcementPoint enforcement) {
        this.enforcement = enforcement;
    }

    /**
     * Refuses a request. Whoever calls on a worker thread is held until the answer is written: else the framework would
     * write one of its own.
     */
    void refuse(RoutingContext exchange, ProblemCode code) {
        Future<Response> recorded = Context.isOnEventLoopThread()
                ? refuseOnWorker(exchange, code)
                : Future.succeededFuture(refusal(exchange, code));
        recorded.compose(refusal -> write(exchange.response(), refusal))
                .onFailure(e -> exchange.request().connection().close());
    }

    private Future<Response> refuseOnWorker(RoutingContext exchange, ProblemCode code) {
        Runnable place = ConnectionLease.hold(exchange.request());
        return exchange.vertx()
                .executeBlocking(() -> refusal(exchange, code), false)
                .onComplete(done -> place.run());
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
        String action = code == ProblemCode.AUTHENTICATION_FAILED ? "authenticate" : "route";
        Response refusal = enforcement.refuse(RequestMetadata.of(NOBODY, action, request.headers()::getAll), code);
        return refusal.getStatus() == ProblemCode.METHOD_NOT_ALLOWED.status()
                ? Response.fromResponse(refusal)
                        .header(HttpHeaders.ALLOW, String.join(", ", RequestHeadValidator.methods(request)))
                        .build()
                : refusal;
    }

    /** Writes an answer whose body is small enough not to wait for the client. */
    static Future<Void> write(HttpServerResponse response, Response refusal) {
        response.setStatusCode(refusal.getStatus());
        refusal.getStringHeaders().forEach(response::putHeader);
        return response.end(Buffer.buffer(EnforcementPoint.body(refusal)));
    }
}
