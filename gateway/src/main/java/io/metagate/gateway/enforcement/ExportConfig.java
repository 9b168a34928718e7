package io.metagate.gateway.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much exports may take of this replica. */
@ConfigMapping(prefix = "metagate.export")
public interface ExportConfig {

    /** How many exports may run at once; each holds a worker thread, and a page of records. */
    @WithDefault("16")
    int concurrent();

    /** How many of them may be those of one principal. */
    @WithDefault("4")
    int concurrentPerPrincipal();

    /** How long a client may take nothing of what it is sent; then its connection is closed. */
    @WithDefault("PT30S")
    Duration stallTimeout();
}
