package io.metagate.gateway.decision;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the policies are. */
@ConfigMapping(prefix = "metagate.policy")
public interface PolicyConfig {

    /** The folder of the policy bundle; every file below it that ends in {@code .yaml} or {@code .yml} belongs to the bundle, unless it is hidden. */
    Path bundle();
}
