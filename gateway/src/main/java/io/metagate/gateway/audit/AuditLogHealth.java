package io.metagate.gateway.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether accesses can be recorded now. */
@Readiness
@ApplicationScoped
class AuditLogHealth implements HealthCheck {

    private final AuditLog log;

    AuditLogHealth(AuditLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("audit log");
        log.trouble().ifPresent(reason -> response.withData("reason", reason.sentence()));
        log.state().ifPresent(state -> response.withData("sqlState", state));
        return response.status(log.trouble().isEmpty()).build();
    }
}
