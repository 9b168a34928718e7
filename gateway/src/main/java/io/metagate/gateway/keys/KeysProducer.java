package io.metagate.gateway.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the gateway its secrets. */
@ApplicationScoped
class KeysProducer {

    @Produces
    @Singleton
    MasterKeys keys(KeysConfig config) {
        return MasterKeys.read(config.file());
    }
}
