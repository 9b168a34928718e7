package io.metagate.gateway.keys;

import io.quarkus.runtime.configuration.ConfigurationException;

/** The gateway has no secrets to work with. A problem of the configuration, so that the start says it in one line. */
public final class UnusableKeys extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    UnusableKeys(String message) {
        super(message);
    }
}
