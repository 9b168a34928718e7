package io.metagate.gateway.evidence;

import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Whether the audit log can be written at all. Brings its tables up to date on the way. */
@ApplicationScoped
class AuditLogCheck implements StartCheck {

    private static final Logger LOG = Logger.getLogger(AuditLogCheck.class);

    private final EvidenceConfig config;
    private final AuditDatabase database;
    private final Schema schema;

    AuditLogCheck(EvidenceConfig config, AuditDatabase database, Schema schema) {
        this.config = config;
        this.database = database;
        this.schema = schema;
    }

    @Override
    public List<String> problems() {
        List<String> wrong = wrongSettings();
        return wrong.isEmpty() ? troubleWithDatabase() : wrong;
    }

    private List<String> wrongSettings() {
        List<String> wrong = new ArrayList<>();
        atLeastOne("lanes", config.lanes(), wrong);
        atLeastOne("queue", config.queue(), wrong);
        atLeastOne("batch", config.batch(), wrong);
        atLeastOne("deadline", config.deadline().toMillis(), wrong);
        atLeastOne("search-deadline", config.searchDeadline().toMillis(), wrong);
        if (!AuditDatabase.isLocation(config.url())) {
            // Without the URL: it may have a password in it.
            wrong.add("metagate.audit.url: not jdbc:postgresql://host:port/database");
        }
        return wrong;
    }

    private static void atLeastOne(String key, long value, List<String> wrong) {
        if (value < 1) {
            wrong.add("metagate.audit." + key + ": less than one");
        }
    }

    private List<String> troubleWithDatabase() {
        try {
            schema.migrate();
            if (!schema.reachesTheDisk()) {
                LOG.warnf("PostgreSQL at %s runs with fsync=off: a power cut loses audit records", database.address());
            }
            return List.of();
        } catch (DatabaseUnavailable e) {
            return List.of("metagate.audit.url: " + e.getMessage());
        }
    }
}
