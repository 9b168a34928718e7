package io.metagate.gateway.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which replica this is. */
@ConfigMapping(prefix = "metagate.replica")
public interface ReplicaConfig {

    /** The name of this replica in the audit log: letters, digits, dots, colons, hyphens and underscores. */
    @WithDefault("${HOSTNAME:gateway}")
    String name();
}
