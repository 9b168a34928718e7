package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditSchema;
import io.metagate.gateway.audit.database.DatabaseUnavailable;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.readiness.SettingBounds;
import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Whether the audit log can be written at all. Brings its tables up to date on the way. */
@ApplicationScoped
public class AuditLogCheck implements StartCheck {

    private static final String NO_RIGHT = "42501";
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Logger LOG = Logger.getLogger(AuditLogCheck.class);

    private final AuditConfig config;
    private final AuditDatabase database;
    private final AuditSchema schema;

    public AuditLogCheck(AuditConfig config, AuditDatabase database, AuditSchema schema) {
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
        List<String> wrong = new ArrayList<>(new SettingBounds("metagate.audit.")
                .atLeastOne("writers", config.writers())
                .atLeastOne("queue-capacity", config.queueCapacity())
                .atLeastOne("max-batch-size", config.maxBatchSize())
                .duration("append-timeout", config.appendTimeout())
                .duration("search-timeout", config.searchTimeout())
                .duration("probe-interval", config.probeInterval())
                .problems());
        if (!SCHEMA.matcher(config.schema()).matches()) {
            wrong.add("metagate.audit.schema: not small letters, digits and underscores, or too long");
        }
        if (!AuditDatabase.isLocation(config.url())) {
            // Without the URL: it may have a password in it.
            wrong.add("metagate.audit.url: not jdbc:postgresql://host:port/database");
        }
        return wrong;
    }

    private List<String> troubleWithDatabase() {
        try {
            schema.migrate();
            if (!schema.reachesTheDisk()) {
                LOG.warnf("PostgreSQL at %s runs with fsync=off: a power cut loses audit records", database.address());
            }
            return refusals();
        } catch (DatabaseUnavailable e) {
            return List.of(e.key() + ": " + e.getMessage());
        }
    }

    /** Whether records and idempotency keys can be written, which that the tables are there does not tell. */
    private List<String> refusals() {
        ReconnectingConnection session = new ReconnectingConnection(database, config.appendTimeout());
        try {
            List<String> refusals = new ArrayList<>();
            Optional<AppendFailure> records = new AuditProbe(session).attempt();
            records.ifPresent(failure -> refusals.add(described("records", failure)));
            if (records.isEmpty() || records.get().refusing()) {
                keysFailure(session).ifPresent(failure -> refusals.add(described("idempotency keys", failure)));
            }
            return refusals;
        } finally {
            session.close();
        }
    }

    private static Optional<AppendFailure> keysFailure(ReconnectingConnection session) {
        try {
            session.run(IdempotencyKeys::probe);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(AppendFailure.of(e));
        }
    }

    private String described(String what, AppendFailure failure) {
        String key = failure.refusing() && failure.state().startsWith(NO_RIGHT) ? "user" : "url";
        String does = failure.refusing() ? " refuses " : " writes no ";
        return "metagate.audit." + key + ": PostgreSQL at " + database.address() + does + what + ": " + failure.state();
    }
}
