package io.metagate.gateway.identity;

import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Gives the verifier of tokens, which is a library's. */
@ApplicationScoped
class TokenVerifierProducer {

    @Produces
    @Singleton
    TokenVerifier verifier(OidcConfig config) {
        return TokenVerifier.of(config, InstantSource.system());
    }
}
