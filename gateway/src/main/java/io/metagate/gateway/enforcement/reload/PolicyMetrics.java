package io.metagate.gateway.enforcement.reload;

import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.policy.compiled.PolicyRevision;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What metrics tell of the policies: which revision is in force, since when, and when one was refused. */
@ApplicationScoped
class PolicyMetrics {

    private final DecisionPoint decisions;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final MultiGauge info;
    private final AtomicLong adoptedAt = new AtomicLong();
    private final AtomicLong refusedAt = new AtomicLong();

    @Inject
    PolicyMetrics(DecisionPoint decisions, MeterRegistry meters) {
        this(decisions, meters, InstantSource.system());
    }

    PolicyMetrics(DecisionPoint decisions, MeterRegistry meters, InstantSource clock) {
        this.decisions = decisions;
        this.meters = meters;
        this.clock = clock;
        this.info = MultiGauge.builder("metagate.policy.info").register(meters);
    }

    /** Tells of the policies that the gateway starts with. */
    void begin() {
        Gauge.builder("metagate.policy.stale", decisions, point -> point.stale() ? 1 : 0)
                .register(meters);
        register("metagate.policy.activated.timestamp", adoptedAt);
        register("metagate.policy.refused.timestamp", refusedAt);
        inForce(decisions.current().revision());
    }

    /** Changed policies are in force. */
    void adopted(PolicyRevision revision) {
        inForce(revision);
        count("adopted");
    }

    /** Changed policies were refused. */
    void refused() {
        refusedAt.set(clock.millis());
        count("refused");
    }

    private void inForce(PolicyRevision revision) {
        adoptedAt.set(clock.millis());
        info.register(List.of(MultiGauge.Row.of(Tags.of("revision", revision.digest()), 1)), true);
    }

    private void register(String name, AtomicLong millis) {
        Gauge.builder(name, millis, time -> time.get() / 1_000d)
                .baseUnit("seconds")
                .register(meters);
    }

    private void count(String outcome) {
        meters.counter("metagate.policy.changes", "outcome", outcome).increment();
    }
}
