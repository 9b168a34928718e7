package io.metagate.gateway.enforcement.write;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes of records are done. */
@ConfigMapping(prefix = "metagate.write")
public interface WriteConfig {

    /**
     * How long after a change whose answer was lost the store is asked whether it was done, and how often after that
     * until it answers; longer than {@code metagate.store.timeout}.
     */
    @WithDefault("PT5S")
    Duration reconcileAfter();
}
