package io.metagate.gateway.http;

import io.metagate.gateway.admission.AdmissionControl;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.admission.AdmissionSlot;
import io.metagate.gateway.failure.ScopeGuard;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A request that waits on its event loop until it is its requester's turn. It is refused if that takes too long, or if
 * its client hangs up before, which is recorded all the same.
 */
final class QueuedRequest {

    private final RoutingContext exchange;
    private final Context loop;
    private final Consumer<AdmissionSlot> run;
    private final List<Long> timers = new ArrayList<>(2);
    private volatile boolean come;

    private QueuedRequest(RoutingContext exchange, Consumer<AdmissionSlot> run) {
        this.exchange = exchange;
        this.loop = exchange.vertx().getOrCreateContext();
        this.run = run;
    }

    /**
     * Lets a request wait. To be called on its event loop, on which either of the two is called then, once.
     *
     * @param run begins to answer, and closes the admission when that is done
     * @param refuse answers that its turn did not come
     */
    static void enter(
            AdmissionControl control,
            AdmissionKey requester,
            Duration timeout,
            RoutingContext exchange,
            Consumer<AdmissionSlot> run,
            Runnable refuse) {
        QueuedRequest request = new QueuedRequest(exchange, run);
        AdmissionSlot admission = control.enter(requester, request::come);
        if (!request.come) {
            request.await(admission, timeout, () -> request.refuseIfWaiting(admission, refuse));
        }
    }

    private void await(AdmissionSlot admission, Duration timeout, Runnable refuse) {
        if (exchange.response().closed()) {
            // Nobody would say so any more.
            refuse.run();
            return;
        }
        admission.press();
        after(timeout.toMillis() / 2, admission::press);
        after(timeout.toMillis(), refuse);
        // Whoever answers it may replace this handler.
        exchange.addEndHandler(over -> refuse.run());
    }

    private void after(long millis, Runnable action) {
        timers.add(exchange.vertx().setTimer(Math.max(1, millis), due -> action.run()));
    }

    private void refuseIfWaiting(AdmissionSlot admission, Runnable refuse) {
        if (admission.withdraw()) {
            cancelTimers();
            refuse.run();
        }
    }

    /** Timers hold the request and its body, which are to go as soon as it waits no more. */
    private void cancelTimers() {
        timers.forEach(exchange.vertx()::cancelTimer);
        timers.clear();
    }

    private void come(AdmissionSlot admission) {
        come = true;
        loop.runOnContext(none -> take(admission));
    }

    private void take(AdmissionSlot admission) {
        cancelTimers();
        // A place that nobody gives back would be lost for good.
        try (ScopeGuard notTaken = ScopeGuard.unlessDismissed(admission::close)) {
            run.accept(admission);
            notTaken.dismiss();
        }
    }
}
