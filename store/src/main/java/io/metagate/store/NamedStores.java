package io.metagate.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** The stores beside the default one, by name. */
@ConfigMapping(prefix = "metagate.store")
public interface NamedStores {

    /** The configuration of each. */
    @WithParentName
    Map<String, StoreConfig> byName();
}
