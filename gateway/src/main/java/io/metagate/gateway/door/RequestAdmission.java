package io.metagate.gateway.door;

import io.metagate.gateway.admission.Admission;
import io.metagate.gateway.admission.AdmissionConfig;
import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.Requester;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.enforcement.Call;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

/**
 * Gives each request for an endpoint a worker when it is its principal's turn. It waits on the event loop, where the token is verified too, and is refused
 * if that takes too long.
 */
@ApplicationScoped
class RequestAdmission {

    /** Behind all that is answered on the event loop, and right before the endpoints. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT;

    private static final String METRICS = "/q/metrics*";

    private final EnforcementPoint enforcement;
    private final AdmissionControl control;
    private final AdmissionConfig config;

    RequestAdmission(EnforcementPoint enforcement, AdmissionControl control, AdmissionConfig config) {
        this.enforcement = enforcement;
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
        Context loop = exchange.vertx().getOrCreateContext();
        control.enter(Requester.OPERATORS, admission -> loop.runOnContext(none -> scrape(exchange, admission)));
    }

    private static void scrape(RoutingContext exchange, Admission admission) {
        if (exchange.response().closed()) {
            admission.close();
        } else {
            exchange.addEndHandler(over -> admission.close());
            exchange.next();
        }
    }

    private void admit(RoutingContext exchange) {
        // A token that is not accepted is answered by the endpoint's own mapper, not by the framework.
        exchange.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        Context loop = exchange.vertx().getOrCreateContext();
        QuarkusHttpUser.getSecurityIdentity(exchange, null)
                .map(identity -> new Turn(exchange, loop, identity, enforcement.requester(identity)))
                .onFailure()
                .recoverWithItem(() -> new Turn(exchange, loop, ProblemWriter.NOBODY, Requester.NOBODY))
                .subscribe()
                .with(turn -> loop.runOnContext(none -> enter(turn)));
    }

    private void enter(Turn turn) {
        Admission admission = control.enter(turn.requester, turn::come);
        if (!turn.come) {
            turn.timer = turn.exchange.vertx().setTimer(config.queueTimeout().toMillis(), late -> {
                if (admission.withdraw()) {
                    refuse(turn);
                }
            });
        }
    }

    private void refuse(Turn turn) {
        RoutingContext exchange = turn.exchange;
        Call call = Call.of(turn.identity, "route", exchange.request().headers()::getAll);
        exchange.vertx()
                .executeBlocking(() -> refusal(call), false)
                .compose(refusal -> ProblemWriter.write(exchange.response(), refusal))
                .onFailure(e -> exchange.request().connection().close());
    }

    private Response refusal(Call call) {
        return call.identity().isAnonymous()
                ? enforcement.refuse(call, ProblemCode.PRINCIPAL_BUSY)
                : enforcement.handle(call, request -> Answer.refused(ProblemCode.PRINCIPAL_BUSY));
    }

    /** One request's turn. Belongs to its event loop, but for that it may come on any thread. */
    private static final class Turn {

        private final RoutingContext exchange;
        private final Context loop;
        private final SecurityIdentity identity;
        private final Requester requester;
        private volatile boolean come;
        private long timer = -1;

        private Turn(RoutingContext exchange, Context loop, SecurityIdentity identity, Requester requester) {
            this.exchange = exchange;
            this.loop = loop;
            this.identity = identity;
            this.requester = requester;
        }

        private void come(Admission admission) {
            come = true;
            loop.runOnContext(none -> take(admission));
        }

        private void take(Admission admission) {
            boolean taken = false;
            try {
                exchange.vertx().cancelTimer(timer);
                exchange.vertx()
                        .executeBlocking(
                                () -> {
                                    exchange.next();
                                    return true;
                                },
                                false)
                        .onComplete(done -> admission.close());
                taken = true;
            } finally {
                // A place that nobody gives back would be lost for good.
                if (!taken) {
                    admission.close();
                }
            }
        }
    }
}
