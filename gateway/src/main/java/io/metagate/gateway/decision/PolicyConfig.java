package io.metagate.gateway.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the policies are. */
@ConfigMapping(prefix = "metagate.policy")
public interface PolicyConfig {

    /**
     * The folder of the policy bundle; every file below it that ends in {@code .yaml} or {@code .yml}, in small or
     * capital letters, belongs to the bundle, unless it is hidden.
     */
    Path bundle();

    /** How often the folder is looked at. What has changed counts when two looks have found the same. */
    @WithDefault("PT0.25S")
    Duration pollInterval();

    /**
     * For how long policies count after two looks last found the folder as it is in force, or refused. Then accesses
     * are refused until two looks find that again; more than the time between two looks.
     */
    @WithDefault("PT1M")
    Duration maxAge();
}
