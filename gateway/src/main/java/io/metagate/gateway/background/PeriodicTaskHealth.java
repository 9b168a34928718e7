package io.metagate.gateway.background;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether all that must go on beside the requests does so. */
@Readiness
@ApplicationScoped
class PeriodicTaskHealth implements HealthCheck {

    private final PeriodicTasks tasks;

    PeriodicTaskHealth(PeriodicTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> troubles = tasks.troubles();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("background work");
        if (!troubles.isEmpty()) {
            response.withData("reason", String.join("; ", troubles));
        }
        return response.status(troubles.isEmpty()).build();
    }
}
