package io.metagate.gateway.readiness;

import java.util.Set;

/** Whoever knows which stores are configured. */
public interface KnownStores {

    /** The names of the configured stores. */
    Set<String> names();
}
