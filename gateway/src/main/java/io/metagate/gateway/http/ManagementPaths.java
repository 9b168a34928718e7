package io.metagate.gateway.http;

import io.metagate.gateway.connection.pipelining.ClientConnection;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * What the management port answers, each in its one spelling. Anything else gets a status and nothing else, and no body
 * is read there.
 */
@ApplicationScoped
class ManagementPaths {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> PATHS =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

    void install(@Observes ManagementInterface management) {
        management
                .router()
                .route()
                .order(Integer.MIN_VALUE)
                .handler(ManagementPaths::enter)
                .failureHandler(ManagementPaths::fail);
    }

    private static void enter(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (hasBody(request) || !ClientConnection.isHandled(request)) {
            // Nobody is asked for a body: what follows may be anything.
            request.connection().close();
        } else if (!PATHS.contains(path(request.uri()))) {
            exchange.response().setStatusCode(404).end();
        } else if (!METHODS.contains(request.method())) {
            exchange.response()
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    .setStatusCode(405)
                    .end();
        } else {
            exchange.next();
        }
    }

    private static void fail(RoutingContext exchange) {
        if (!exchange.response().ended()) {
            exchange.response()
                    .setStatusCode(exchange.statusCode() > 0 ? exchange.statusCode() : 500)
                    .end();
        }
    }

    private static String path(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }
}
