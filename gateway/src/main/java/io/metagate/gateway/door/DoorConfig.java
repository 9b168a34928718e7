package io.metagate.gateway.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the gateway waits for requests. */
@ConfigMapping(prefix = "metagate.http")
public interface DoorConfig {

    /** How long the head of a request may take from its first byte on, and its body from then on, however slowly they come. */
    @WithDefault("PT10S")
    Duration arrivalTimeout();
}
