package io.metagate.gateway.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses tokens that are properly signed and yet no access tokens for this gateway: ID tokens, refresh tokens, tokens that do not say who they are
 * about, when they were made and when they end, or that live too long (RFC 9068, RFC 8725).
 */
@ApplicationScoped
class AccessTokenRules implements SecurityIdentityAugmentor {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** What the clocks of issuer and gateway may differ by, in seconds. */
    private static final long SKEW = 30;

    private final Duration maxLifetime;
    private final Clock clock;

    @Inject
    AccessTokenRules(OidcConfig config) {
        this(config, Clock.systemUTC());
    }

    AccessTokenRules(OidcConfig config, Clock clock) {
        this.maxLifetime = config.maxTokenLifetime();
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return VerifiedToken.of(identity).filter(this::isAccessToken).isPresent()
                ? Uni.createFrom().item(identity)
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    private boolean isAccessToken(VerifiedToken token) {
        return TYPES.contains(token.header().path("typ").asText("JWT").toLowerCase(Locale.ROOT))
                && token.claims().path("typ").asText("Bearer").equals("Bearer")
                && !token.claims().has("at_hash")
                && !token.claims().has("c_hash")
                && token.text("iss").isPresent()
                && token.text("sub").isPresent()
                && livesShortly(token);
    }

    private boolean livesShortly(VerifiedToken token) {
        Optional<Long> issued = token.seconds("iat");
        Optional<Long> ends = token.seconds("exp");
        if (issued.isEmpty() || ends.isEmpty()) {
            return false;
        }
        long lifetime = Math.subtractExact(ends.get(), issued.get());
        return lifetime >= 0
                && lifetime <= maxLifetime.toSeconds()
                && issued.get() <= clock.instant().getEpochSecond() + SKEW;
    }
}
