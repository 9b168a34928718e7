package io.metagate.gateway.admission;

import io.metagate.gateway.readiness.SettingBounds;
import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether what a principal may take at once lets any request run. */
@ApplicationScoped
class AdmissionSettingsCheck implements StartCheck {

    private final AdmissionConfig config;

    AdmissionSettingsCheck(AdmissionConfig config) {
        this.config = config;
    }

    @Override
    public List<String> problems() {
        return new SettingBounds("metagate.admission.")
                .duration("queue-timeout", config.queueTimeout())
                .atLeastOne("max-concurrent-per-principal", config.maxConcurrentPerPrincipal())
                .atLeastOne("max-unsent-bytes", config.maxUnsentBytes())
                .atLeastOne("max-unsent-bytes-per-principal", config.maxUnsentBytesPerPrincipal())
                .problems();
    }
}
