package io.metagate.gateway.store;

import io.metagate.store.StoreConfig;
import java.time.Duration;

/** Configurations of stores that are patient. */
public final class StoreTimeouts {

    private StoreTimeouts() {}

    /** One with that patience for each command. */
    public static StoreConfig of(Duration patience) {
        return StoreSettings.of("mongodb://127.0.0.1:1").patient(patience);
    }
}
