package io.metagate.gateway.enforcement.reload;

import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.decision.PolicyConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Has the bundle looked at again and again. */
@ApplicationScoped
class PolicyReloadTask {

    private final PolicyReloader renewal;
    private final PolicyMetrics meters;
    private final PolicyConfig config;
    private final PeriodicTasks tasks;
    private volatile Optional<PeriodicTask> rounds = Optional.empty();

    PolicyReloadTask(PolicyReloader renewal, PolicyMetrics meters, PolicyConfig config, PeriodicTasks tasks) {
        this.renewal = renewal;
        this.meters = meters;
        this.config = config;
        this.tasks = tasks;
    }

    void begin(@Observes StartupEvent event) {
        meters.begin();
        // Before the gateway listens: the bundle was read when it began, and counts once it is found at rest.
        renewal.look();
        // A round may have much to read and to compile. What takes longer than policies may be old is late.
        rounds = Optional.of(tasks.begin("policy-reload", config::pollInterval, config.maxAge(), renewal::look));
    }

    void end(@Observes ShutdownEvent event) {
        rounds.ifPresent(PeriodicTask::close);
    }
}
