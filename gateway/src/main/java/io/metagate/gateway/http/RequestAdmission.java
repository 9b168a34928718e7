package io.metagate.gateway.http;

import io.metagate.gateway.admission.AdmissionConfig;
import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.admission.AdmissionSlot;
import io.metagate.gateway.connection.ConnectionLease;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.enforcement.context.RequestMetadata;
import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;

/**
 * Gives each request for an endpoint a worker when it is its principal's turn. It waits on the event loop, where the
 * token is verified too, and is refused if that takes too long.
 */
@ApplicationScoped
class RequestAdmission {

    /** Behind all that is answered on the event loop, and right before the endpoints. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT;

    private static final String METRICS = "/q/metrics*";
    private static final int BUSY = 503;

    private final EnforcementPoint enforcement;
    private final ProblemWriter problems;
    private final AdmissionControl control;
    private final AdmissionConfig config;

    RequestAdmission(
            EnforcementPoint enforcement, ProblemWriter problems, AdmissionControl control, AdmissionConfig config) {
        this.enforcement = enforcement;
        this.problems = problems;
        this.control = control;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::admit);
    }

    /** Metrics take a worker each time too. */
    void install(@Observes ManagementInterface management) {
        management.router().route(METRICS).order(Integer.MIN_VALUE).handler(this::admitScrape);
    }

    private void admitScrape(RoutingContext exchange) {
        enter(
                AdmissionKey.OPERATORS,
                exchange,
                admission -> scrape(exchange, admission),
                () -> refuseScrape(exchange.response()));
    }

    private static void scrape(RoutingContext exchange, AdmissionSlot admission) {
        if (exchange.response().closed()) {
            admission.close();
        } else {
            exchange.addEndHandler(over -> admission.close());
            exchange.next();
        }
    }

    private static void refuseScrape(HttpServerResponse response) {
        if (!response.closed()) {
            response.setStatusCode(BUSY).end();
        }
    }

    private void admit(RoutingContext exchange) {
        // A token that is not accepted is answered by the endpoint's own mapper, not by the framework.
        exchange.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        Context loop = exchange.vertx().getOrCreateContext();
        Runnable lease = ConnectionLease.hold(exchange.request());
        QuarkusHttpUser.getSecurityIdentity(exchange, null)
                .map(identity -> new Requester(identity, enforcement.requester(identity)))
                .onFailure()
                .recoverWithItem(() -> new Requester(ProblemWriter.NOBODY, AdmissionKey.NOBODY))
                .subscribe()
                .with(requester -> loop.runOnContext(none -> admit(exchange, requester, lease)), failed -> lease.run());
    }

    private void admit(RoutingContext exchange, Requester requester, Runnable lease) {
        enter(
                requester.key,
                exchange,
                admission -> answer(exchange, admission, lease),
                () -> refuse(exchange, requester.identity, lease));
    }

    private void enter(AdmissionKey requester, RoutingContext exchange, Consumer<AdmissionSlot> run, Runnable refuse) {
        QueuedRequest.enter(control, requester, config.queueTimeout(), exchange, run, refuse);
    }

    private static void answer(RoutingContext exchange, AdmissionSlot admission, Runnable lease) {
        exchange.vertx()
                .executeBlocking(
                        () -> {
                            exchange.next();
                            return true;
                        },
                        false)
                .onComplete(done -> admission.close())
                .onComplete(done -> lease.run())
                .onFailure(e -> exchange.request().connection().close());
    }

    /**
     * Takes a worker too, of which refusals have a share of their own: however many there are, they take none from
     * others. Those whose clients have hung up take none from those whose clients wait for their answer.
     */
    private void refuse(RoutingContext exchange, SecurityIdentity identity, Runnable lease) {
        RequestMetadata call = RequestMetadata.of(
                identity, AccessAction.ROUTE, exchange.request().headers()::getAll);
        problems.refuse(exchange, AdmissionKey.REFUSED, () -> refusal(call));
        lease.run();
    }

    private Response refusal(RequestMetadata call) {
        return call.identity().isAnonymous()
                ? enforcement.refuse(call, ProblemCode.PRINCIPAL_BUSY)
                : enforcement.handle(call, request -> AccessResponse.refused(ProblemCode.PRINCIPAL_BUSY));
    }

    /** Who asks, and whose share that takes. */
    private record Requester(SecurityIdentity identity, AdmissionKey key) {}
}
