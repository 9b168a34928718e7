package io.metagate.gateway.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the gateway its secrets. */
@ApplicationScoped
class KeysProducer {

    @Produces
    @Singleton
    Keys keys(KeysConfig config) {
        return Keys.read(config.file());
    }
}
