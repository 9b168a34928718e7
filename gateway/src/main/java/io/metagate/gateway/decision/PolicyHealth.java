package io.metagate.gateway.decision;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Which policies are in force, and whether the bundle has newer ones that were refused. Down when it was not known for
 * too long whether those in force are those of the bundle, as nothing is decided then (P6).
 */
@Readiness
@ApplicationScoped
class PolicyHealth implements HealthCheck {

    private final DecisionPoint decisions;

    PolicyHealth(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    @Override
    public HealthCheckResponse call() {
        String revision = decisions.current().revision().digest();
        boolean overdue = decisions.overdue();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("policies")
                .status(!overdue)
                .withData("revision", revision)
                .withData("stale", decisions.stale());
        if (overdue) {
            response.withData("reason", "what the bundle holds was not found in force in time");
        }
        return response.build();
    }
}
