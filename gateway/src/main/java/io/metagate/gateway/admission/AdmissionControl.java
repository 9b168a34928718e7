package io.metagate.gateway.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets requests run, as many of each principal at once as its share is; the others wait in the order in which they
 * came, for which no thread is held. A principal whose answers are not taken is let wait too. INVARIANT: what one
 * principal does never makes another one wait for longer than half of the queue timeout: where all that may be unsent
 * is, the oldest answer of the principal that has most of it gives way to who waits.
 */
@ApplicationScoped
public class AdmissionControl {

    /** An answer has this part of the queue timeout to be taken before it may have to give way. */
    private static final int GRACE = 4;

    private final AdmissionConfig config;
    private final LongSupplier nanos;
    private final Map<AdmissionKey, AdmissionUsage> usages = new HashMap<>();
    private final Counter dropped;
    private long unsent;

    @Inject
    public AdmissionControl(AdmissionConfig config, MeterRegistry meters) {
        this(config, meters, System::nanoTime);
    }

    AdmissionControl(AdmissionConfig config, MeterRegistry meters, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        this.dropped = meters.counter("metagate.admission.dropped");
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
    public AdmissionSlot enter(AdmissionKey requester, Consumer<AdmissionSlot> begin) {
        AdmissionSlot admission = new AdmissionSlot(this, requester, begin);
        List<AdmissionSlot> due;
        synchronized (this) {
            usages.computeIfAbsent(requester, AdmissionUsage::new).await(admission);
            due = due(Set.of(requester));
        }
        begin(due.iterator());
        return admission;
    }

    synchronized boolean withdraw(AdmissionSlot admission) {
        AdmissionUsage usage = usages.get(admission.requester());
        boolean waited = usage != null && usage.withdraw(admission);
        forgetIdle(admission.requester());
        return waited;
    }

    void ended(AdmissionSlot admission) {
        change(admission.requester(), AdmissionUsage::ended);
    }

    /**
     * Counts bytes of an answer that is handed over to be sent.
     *
     * @param hangUp gives up this answer, whereupon it must be closed; called on whichever thread, at most once
     */
    public UnsentAnswer sending(AdmissionKey requester, long bytes, Runnable hangUp) {
        UnsentAnswer answer = new UnsentAnswer(this, requester, bytes, nanos.getAsLong(), hangUp);
        change(requester, usage -> {
            usage.sending(answer);
            unsent += bytes;
        });
        return answer;
    }

    void sent(UnsentAnswer answer) {
        change(answer.requester(), usage -> {
            unsent -= usage.sent(answer) ? answer.bytes() : 0;
        });
    }

    private void change(AdmissionKey requester, Consumer<AdmissionUsage> change) {
        List<AdmissionSlot> due;
        synchronized (this) {
            boolean full = full();
            change.accept(usages.computeIfAbsent(requester, AdmissionUsage::new));
            due = due(full && !full() ? new LinkedHashSet<>(usages.keySet()) : Set.of(requester));
            forgetIdle(requester);
        }
        begin(due.iterator());
    }

    /** Gives up answers that are not taken, if they alone keep that requester from its turn: as many as it takes. */
    void makeRoom(AdmissionKey requester) {
        List<UnsentAnswer> surplus;
        synchronized (this) {
            AdmissionUsage waiting = usages.get(requester);
            surplus = waiting != null && waiting.hasTurn(config) ? surplus() : List.of();
        }
        dropped.increment(surplus.size());
        surplus.forEach(UnsentAnswer::hangUp);
    }

    private List<UnsentAnswer> surplus() {
        long before = nanos.getAsLong() - config.queueTimeout().toNanos() / GRACE;
        List<UnsentAnswer> surplus = new ArrayList<>();
        long left = usages.values().stream().mapToLong(AdmissionUsage::kept).sum();
        while (left >= config.maxUnsentBytes()) {
            Optional<UnsentAnswer> oldest = usages.values().stream()
                    .filter(usage -> usage.oldest(before).isPresent())
                    .max(Comparator.comparingLong(AdmissionUsage::kept))
                    .flatMap(usage -> usage.oldest(before));
            if (oldest.isEmpty()) {
                break;
            }
            oldest.get().giveUp();
            left -= oldest.get().bytes();
            surplus.add(oldest.get());
        }
        return surplus;
    }

    private boolean full() {
        return unsent >= config.maxUnsentBytes();
    }

    /** Whose turn it is: first theirs who have least unsent. */
    private List<AdmissionSlot> due(Set<AdmissionKey> requesters) {
        List<AdmissionSlot> due = new ArrayList<>();
        requesters.stream()
                .map(usages::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(AdmissionUsage::unsent))
                .forEach(usage -> {
                    while ((usage.isAnsweredWithLittle() || !full()) && usage.hasTurn(config)) {
                        due.add(usage.begin());
                    }
                });
        return due;
    }

    /** All of them, also where one fails. */
    private static void begin(Iterator<AdmissionSlot> due) {
        try {
            while (due.hasNext()) {
                due.next().begin();
            }
        } finally {
            if (due.hasNext()) {
                begin(due);
            }
        }
    }

    private void forgetIdle(AdmissionKey requester) {
        usages.computeIfPresent(requester, (same, usage) -> usage.isIdle() ? null : usage);
    }

    /** How many requests run. */
    synchronized int running() {
        return usages.values().stream().mapToInt(AdmissionUsage::running).sum();
    }

    /** How many requests wait. */
    synchronized int waiting() {
        return usages.values().stream().mapToInt(AdmissionUsage::waiting).sum();
    }

    /** How many bytes are not sent. */
    synchronized long unsent() {
        return unsent;
    }
}
