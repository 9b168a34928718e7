package io.metagate.gateway.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the gateway's secrets are. */
@ConfigMapping(prefix = "metagate.keys")
public interface KeysConfig {

    /**
     * The file with the gateway's master secrets: one line for each, {@code <id>:<base64 of 32 or more random bytes>},
     * with ids from 1 upwards. The last line is the current one; the earlier ones stay for what was made with them.
     */
    Path file();
}
