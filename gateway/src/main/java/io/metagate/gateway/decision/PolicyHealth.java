package io.metagate.gateway.decision;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Which policies are in force, and whether the bundle has newer ones that were refused. */
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
        return HealthCheckResponse.named("policies")
                .up()
                .withData("revision", revision)
                .withData("stale", decisions.stale())
                .build();
    }
}
