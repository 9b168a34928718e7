package io.metagate.gateway.http;

import io.metagate.gateway.connection.HttpConfig;
import io.metagate.gateway.connection.pipelining.ClientConnection;
import io.metagate.gateway.message.EndpointPaths;
import io.metagate.gateway.message.ExpectHeader;
import io.metagate.gateway.message.KnownFields;
import io.metagate.gateway.message.RequestHeadValidator;
import io.metagate.gateway.problem.Problem;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.problem.SanitizedStackTrace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Stands before all that the framework would answer by itself, without the audit log, and behind all that fails in it.
 * See {@link RequestHeadValidator} and {@link RequestBodyReader}. INVARIANT: but for the description of the API, no
 * head of an answer leaves that nobody has recorded (P3, P6).
 */
@ApplicationScoped
class IngressHandler {

    private static final Logger LOG = Logger.getLogger(IngressHandler.class);

    private static final String ENTERED = "metagate.entered";
    private static final String UNRECORDED = "metagate.unrecorded";

    private final ProblemWriter problems;
    private final HttpConfig config;

    IngressHandler(ProblemWriter problems, HttpConfig config) {
        this.problems = problems;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter).failureHandler(this::fail);
    }

    private void enter(RoutingContext exchange) {
        if (!admit(exchange)) {
            return;
        }
        HttpServerRequest request = exchange.request();
        Optional<ProblemCode> problem = RequestHeadValidator.problem(request);
        Optional<ProblemCode> beforeBody = ExpectHeader.holdsBodyBack(request)
                ? problem.or(() -> RequestBodyReader.problem(request))
                : Optional.empty();
        if (beforeBody.isPresent() || RequestHeadValidator.isAmbiguous(problem)) {
            // What follows may be a body or not. A client that sends one all the same reads the answer only if it can
            // get rid of it.
            problems.refuseAndClose(exchange, beforeBody.or(() -> problem).orElseThrow());
            return;
        }
        if (problem.isEmpty()) {
            ExpectHeader.meet(request);
            KnownFields.keepIn(request.headers());
        }
        // The body first, whatever the head is: else the rest of a body would pass for the head of the next request.
        RequestBodyReader.await(
                request,
                late -> deadline(exchange, late),
                (body, trouble) -> arrived(exchange, body, problem, trouble));
    }

    /** Takes a request in hand, unless the connection is being closed behind an earlier one. */
    private static boolean admit(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!ClientConnection.isHandled(request)) {
            LOG.error("hung up on a connection without its handlers");
            request.connection().close();
            return false;
        }
        if (ClientConnection.isClosing(request)) {
            return false;
        }
        exchange.put(ENTERED, true);
        exchange.addHeadersEndHandler(none -> {
            if (!exchange.data().containsKey(UNRECORDED) && !isRecorded(exchange.response())) {
                ClientConnection.cut(request);
            }
        });
        return true;
    }

    /** Whether the answer names its record, or says that there can be none. */
    private static boolean isRecorded(HttpServerResponse answer) {
        return answer.headers().contains("Metagate-Audit-Id")
                || (answer.getStatusCode() == ProblemCode.AUDIT_UNAVAILABLE.status()
                        && Problem.MEDIA_TYPE.equals(answer.headers().get(HttpHeaders.CONTENT_TYPE)));
    }

    private Runnable deadline(RoutingContext exchange, Runnable late) {
        long timer = exchange.vertx().setTimer(config.requestReadTimeout().toMillis(), fired -> late.run());
        return () -> exchange.vertx().cancelTimer(timer);
    }

    private void arrived(
            RoutingContext exchange, Buffer body, Optional<ProblemCode> ofHead, Optional<ProblemCode> trouble) {
        if (trouble.isPresent()) {
            problems.refuseAndClose(exchange, ofHead.or(() -> trouble).get());
            return;
        }
        HttpServerRequest request = exchange.request();
        Optional<ProblemCode> problem = ofHead.or(() -> RequestBodyReader.problem(request, body.length()));
        if (request.version() == HttpVersion.HTTP_1_0) {
            // The server takes the first of several lengths there, as not everybody does.
            ProblemWriter.answerLast(exchange);
        }
        if (problem.isPresent()) {
            problems.refuse(exchange, problem.get());
            return;
        }
        if (RequestHeadValidator.isFor(request, EndpointPaths.DESCRIPTION)) {
            exchange.put(UNRECORDED, true);
        }
        ((RoutingContextInternal) exchange).setBody(body);
        exchange.next();
    }

    /**
     * Whatever fails anywhere; and what the router refuses before it asks any route, such as a request without a host.
     */
    private void fail(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        if (!exchange.data().containsKey(ENTERED)) {
            if (admit(exchange)) {
                problems.refuseAndClose(
                        exchange,
                        RequestHeadValidator.problem(exchange.request()).orElse(ProblemCode.REQUEST_UNSUPPORTED));
            }
            return;
        }
        if (response.ended() || response.closed()) {
            return;
        }
        Optional.ofNullable(exchange.failure())
                .ifPresent(e -> LOG.errorv("unexpected {0} at {1}", e.getClass().getName(), SanitizedStackTrace.of(e)));
        if (response.headWritten()) {
            exchange.request().connection().close();
            return;
        }
        response.headers().clear();
        problems.refuseAndClose(exchange, ProblemCode.ofStatus(exchange.statusCode()));
    }
}
