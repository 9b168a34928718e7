package io.metagate.gateway.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may read the audit log. */
@ConfigMapping(prefix = "metagate.report")
public interface ReportConfig {

    /** The role that auditors have. */
    @WithDefault("metagate-auditor")
    String auditorRole();
}
