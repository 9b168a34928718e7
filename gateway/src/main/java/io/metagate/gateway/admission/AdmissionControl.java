package io.metagate.gateway.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets requests run, as many of each principal at once as its share is; the others wait in the order in which they came, for which no thread is held. A
 * principal whose answers are not taken is let wait too. INVARIANT: what one principal does never makes another one wait, until all that may be unsent is.
 */
@ApplicationScoped
public class AdmissionControl {

    private final AdmissionConfig config;
    private final Map<Requester, Usage> usages = new HashMap<>();
    private long unsent;

    AdmissionControl(AdmissionConfig config, MeterRegistry meters) {
        this.config = config;
        Gauge.builder("metagate.admission.running", this, AdmissionControl::running)
                .register(meters);
        Gauge.builder("metagate.admission.waiting", this, AdmissionControl::waiting)
                .register(meters);
        Gauge.builder("metagate.admission.unsent", this, AdmissionControl::unsent)
                .baseUnit("bytes")
                .register(meters);
    }

    /**
     * Asks for a turn.
     *
     * @param begin is called once it is this request's turn, on whichever thread, and must not take long
     */
    public Admission enter(Requester requester, Consumer<Admission> begin) {
        Admission admission = new Admission(this, requester, begin);
        List<Admission> due;
        synchronized (this) {
            Usage usage = usages.computeIfAbsent(requester, unknown -> new Usage());
            usage.waiting.add(admission);
            due = due(Set.of(requester));
        }
        due.forEach(Admission::begin);
        return admission;
    }

    synchronized boolean withdraw(Admission admission) {
        Usage usage = usages.get(admission.requester());
        boolean waited = usage != null && usage.waiting.remove(admission);
        forgetIdle(admission.requester());
        return waited;
    }

    void ended(Admission admission) {
        change(admission.requester(), -1, 0);
    }

    /** Counts bytes of an answer that is handed over to be sent. */
    public void sending(Requester requester, long bytes) {
        change(requester, 0, bytes);
    }

    /** Those bytes were sent, or never will be. */
    public void sent(Requester requester, long bytes) {
        change(requester, 0, -bytes);
    }

    private void change(Requester requester, int running, long bytes) {
        List<Admission> due;
        synchronized (this) {
            boolean full = full();
            Usage usage = usages.computeIfAbsent(requester, unknown -> new Usage());
            usage.running += running;
            usage.unsent += bytes;
            unsent += bytes;
            due = due(full && !full() ? new LinkedHashSet<>(usages.keySet()) : Set.of(requester));
            forgetIdle(requester);
        }
        due.forEach(Admission::begin);
    }

    private boolean full() {
        return unsent >= config.maxUnsentBytes();
    }

    private List<Admission> due(Collection<Requester> requesters) {
        List<Admission> due = new ArrayList<>();
        for (Requester requester : requesters) {
            Usage usage = usages.get(requester);
            while (usage != null && !usage.waiting.isEmpty() && !full() && usage.below(config)) {
                usage.running++;
                due.add(usage.waiting.remove());
            }
        }
        return due;
    }

    private void forgetIdle(Requester requester) {
        usages.computeIfPresent(requester, (same, usage) -> usage.idle() ? null : usage);
    }

    /** How many requests run. */
    synchronized int running() {
        return usages.values().stream().mapToInt(usage -> usage.running).sum();
    }

    /** How many requests wait. */
    synchronized int waiting() {
        return usages.values().stream().mapToInt(usage -> usage.waiting.size()).sum();
    }

    /** How many bytes are not sent. */
    synchronized long unsent() {
        return unsent;
    }

    /** What one principal takes. */
    private static final class Usage {

        private final ArrayDeque<Admission> waiting = new ArrayDeque<>();
        private int running;
        private long unsent;

        boolean below(AdmissionConfig config) {
            return running < config.maxConcurrentPerPrincipal() && unsent < config.maxUnsentBytesPerPrincipal();
        }

        boolean idle() {
            return waiting.isEmpty() && running == 0 && unsent == 0;
        }
    }
}
