package io.metagate.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Who may do more than ask for records. */
@ConfigMapping(prefix = "metagate.access")
public interface AccessConfig {

    /**
     * The roles that may have decisions about others explained, in full: with the names of policies and the places of
     * their rules.
     */
    @WithDefault("metagate-policy-admin,metagate-auditor")
    Set<String> explainerRoles();
}
