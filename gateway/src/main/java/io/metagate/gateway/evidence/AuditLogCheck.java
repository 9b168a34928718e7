package io.metagate.gateway.evidence;

import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether the audit log can be written, with its tables brought up to date first. */
@ApplicationScoped
class AuditLogCheck implements StartCheck {

    private final Schema schema;

    AuditLogCheck(Schema schema) {
        this.schema = schema;
    }

    @Override
    public List<String> problems() {
        try {
            schema.migrate();
            return List.of();
        } catch (DatabaseUnavailable e) {
            return List.of("metagate.audit.url: " + e.getMessage());
        }
    }
}
