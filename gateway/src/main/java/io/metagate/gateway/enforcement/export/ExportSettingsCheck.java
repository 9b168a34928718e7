package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.readiness.SettingBounds;
import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether any export may run. */
@ApplicationScoped
class ExportSettingsCheck implements StartCheck {

    private final ExportConfig config;

    ExportSettingsCheck(ExportConfig config) {
        this.config = config;
    }

    @Override
    public List<String> problems() {
        return new SettingBounds("metagate.export.")
                .atLeastOne("max-concurrent", config.maxConcurrent())
                .atLeastOne("max-concurrent-per-principal", config.maxConcurrentPerPrincipal())
                .problems();
    }
}
