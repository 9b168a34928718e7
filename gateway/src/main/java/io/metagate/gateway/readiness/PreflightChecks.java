package io.metagate.gateway.readiness;

import io.metagate.policy.text.VisibleText;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Makes every check before the gateway listens. If any fails, all that is wrong is said and the gateway does not start.
 */
@ApplicationScoped
class PreflightChecks {

    private static final int FIRST = 1;

    private final List<StartCheck> checks;

    PreflightChecks(@All List<StartCheck> checks) {
        this.checks = checks;
    }

    void beforeStart(@Observes @Priority(FIRST) StartupEvent event) {
        List<String> problems = checks.stream()
                .flatMap(check -> check.problems().stream())
                .map(VisibleText::of)
                .sorted()
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), problems));
        }
    }
}
