package io.metagate.gateway.admission;

import io.metagate.gateway.failure.ScopeGuard;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One request's turn. */
public final class AdmissionSlot implements AutoCloseable {

    private final AdmissionControl control;
    private final AdmissionKey requester;
    private final Consumer<AdmissionSlot> begin;
    private final AtomicBoolean over = new AtomicBoolean();

    AdmissionSlot(AdmissionControl control, AdmissionKey requester, Consumer<AdmissionSlot> begin) {
        this.control = control;
        this.requester = requester;
        this.begin = begin;
    }

    AdmissionKey requester() {
        return requester;
    }

    /** Begins, or gives the turn back: a place that nobody gives back would be lost for good. */
    void begin() {
        try (ScopeGuard notBegun = ScopeGuard.unlessDismissed(this::close)) {
            begin.accept(this);
            notBegun.dismiss();
        }
    }

    /**
     * Makes others give way where all that may be unsent is: the oldest answers of whoever has most of it. To be called
     * while the request waits, some time after it came.
     */
    public void press() {
        control.makeRoom(requester);
    }

    /** Gives up waiting; false if the turn has come already. */
    public boolean withdraw() {
        return control.withdraw(this);
    }

    /** The request runs no more. To be called only if its turn has come; however often, it counts once. */
    @Override
    public void close() {
        if (!over.getAndSet(true)) {
            control.ended(this);
        }
    }
}
