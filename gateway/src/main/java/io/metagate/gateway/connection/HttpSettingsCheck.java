package io.metagate.gateway.connection;

import io.metagate.gateway.readiness.SettingBounds;
import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether the limits of connections let anybody in. */
@ApplicationScoped
class HttpSettingsCheck implements StartCheck {

    private final HttpConfig config;

    HttpSettingsCheck(HttpConfig config) {
        this.config = config;
    }

    @Override
    public List<String> problems() {
        return new SettingBounds("metagate.http.")
                .duration("request-read-timeout", config.requestReadTimeout())
                .duration("write-timeout", config.writeTimeout())
                .atLeastOne("min-write-rate", config.minWriteRate())
                .atLeastOne("pipelined-rate", config.pipelinedRate())
                .atLeastOne("max-connections", config.maxConnections())
                .atLeastOne("max-connections-per-source", config.maxConnectionsPerSource())
                .problems();
    }
}
