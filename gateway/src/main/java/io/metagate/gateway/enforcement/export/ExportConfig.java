package io.metagate.gateway.enforcement.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much exports may take of this replica. */
@ConfigMapping(prefix = "metagate.export")
public interface ExportConfig {

    /** How many exports may run at once; each holds a worker thread, and a page of records. */
    @WithDefault("16")
    int maxConcurrent();

    /** How many of them may be those of one principal. */
    @WithDefault("4")
    int maxConcurrentPerPrincipal();
}
