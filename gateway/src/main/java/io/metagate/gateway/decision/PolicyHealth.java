package io.metagate.gateway.decision;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Which policies are in force. */
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
                .build();
    }
}
